// The page: a contact's phone on the left, the staff forum on the right, one clock above both.

import { composer } from "./composer.js";
import { act, desk, listen, moments, onChange, refresh } from "./desk.js";
import { filled, label, moment, spoken, switchLanguage, t, why } from "./i18n.js";
import { inline } from "./inline.js";
import { arrows } from "./keys.js";
import { follow, show } from "./messages.js";
import { ask, prompt, toast } from "./notices.js";
import { preview } from "./preview.js";
import { drawScenes, hearScene, wireScenes } from "./scenes.js";
import { tellWhy, wireWhy } from "./why.js";
import { el } from "./words.js";

const $ = (id) => document.getElementById(id);
const GENERAL = 1;
const NEWCOMERS = 1004; // ids of the contacts who were there from the beginning go up to this
const seen = new Map(); // what was last looked at: contact id or "thread id" -> message id
const view = { contact: Number(sessionStorage.getItem("contact")), expert: Number(sessionStorage.getItem("expert")), thread: GENERAL };
const taps = new Map(); // callback query id -> the button that waits for its answer
const early = new Map(); // answers that came before the tap knew its own id
const typing = new Map();
let lost = false; // the server is not there

const contact = () => desk.state.contacts.find((one) => one.id === view.contact)
  ?? desk.state.contacts.find((one) => one.language === spoken()) ?? desk.state.contacts[0];
const expert = () => desk.state.staff.experts.find((one) => one.id === view.expert) ?? desk.state.staff.experts[0];
const topicOf = (message) => message.message_thread_id ?? GENERAL;
const inThread = (thread) => desk.state.staff.messages.filter((message) => topicOf(message) === thread);
const asContact = (body) => act({ who: "contact", id: contact().id, ...body });
const asExpert = (body) => act({ who: "expert", id: expert().id, thread: view.thread === GENERAL ? null : view.thread, ...body });
const last = (messages) => messages.at(-1)?.message_id ?? 0;
const narrow = () => window.matchMedia("(max-width: 999px)").matches; // the forum shows its list or one thread
const visible = (pane) => !window.matchMedia("(max-width: 699px)").matches || document.body.dataset.tab === pane;

// t.me links to the bot itself are followed here, as Telegram's apps do.
function followed(address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.hostname === "t.me" && url.pathname === "/share/url") {
    ask({ title: t("share"), text: [url.searchParams.get("text"), url.searchParams.get("url")].filter(Boolean).join("\n"), alone: true });
    return true;
  }
  if (url?.hostname !== "t.me" || url.pathname.slice(1) !== desk.state.bot.username) return false;
  asContact({ do: "start", payload: url.searchParams.get("start") ?? "" });
  return true;
}

async function tap(send, message, button, node) {
  if (button.callback_data === undefined) return;
  node.setAttribute("aria-busy", "true");
  const log = node.closest(".log");
  log.following = log.moved = true; // who presses a button wants to see what it does, even if a scroll still ends
  const query = await send({ do: "tap", message_id: message.message_id, data: button.callback_data });
  if (query === null || early.delete(query)) {
    node.removeAttribute("aria-busy");
    return;
  }
  taps.set(query, node);
  setTimeout(() => { if (taps.delete(query)) node.removeAttribute("aria-busy"); }, 15000);
}

// The commands that begin with these words; none for null.
function offered(list, opener, words) {
  const items = [...$(list).children];
  for (const one of items) one.hidden = Boolean(words) && !one.textContent.startsWith(words);
  $(list).hidden = words === null || items.every((one) => one.hidden);
  $(opener).setAttribute("aria-expanded", String(!$(list).hidden));
}

const writtenBy = (messages, id) => messages.findLast((one) => one.from.id === id && (one.text || one.caption));
const contactBox = composer($("contact-form"), {
  submit: asContact, commands: (words) => offered("contact-commands", "commands-toggle", words),
  own: () => writtenBy(contact().messages, contact().id),
});
const staffBox = composer($("staff-form"), {
  submit: asExpert, commands: (words) => offered("staff-commands", "staff-commands-toggle", words),
  own: () => writtenBy(inThread(view.thread), expert().id),
});
const contactHooks = {
  testid: "contact-message", named: false,
  isMine: (message) => !message.from.is_bot,
  onTap: (...given) => tap(asContact, ...given),
  onCommand: (words) => asContact({ do: "send", text: words }),
  onWhy: (words) => tellWhy(contact().id, words),
  onLink: followed, onReply: contactBox.reply, onEdit: contactBox.edit,
  onReact: (message, emoji) => asContact({ do: "react", message_id: message.message_id, emoji }),
  onRemove: (message) => asContact({ do: "delete_message", message_id: message.message_id }),
};
const staffHooks = {
  testid: "thread-message", named: true, copies: true,
  isMine: (message) => message.from.id === expert().id,
  onTap: (...given) => tap(asExpert, ...given),
  onCommand: (words) => asExpert({ do: "send", text: words }),
  onLink: followed, onReply: staffBox.reply, onEdit: staffBox.edit,
  onReact: (message, emoji) => asExpert({ do: "react", message_id: message.message_id, emoji }),
  onRemove: (message) => asExpert({ do: "delete_message", message_id: message.message_id }),
};

function options(select, people, chosen, note) {
  const nodes = people.map((one) => el("option", { value: one.id, selected: one.id === chosen }, one.name + note(one)));
  select.replaceChildren(...nodes);
  select.value = String(chosen);
}

const unread = (key, messages) => messages.filter((message) => message.message_id > (seen.get(key) ?? 0)).length;
const fromBot = (one) => one.messages.filter((message) => message.from.is_bot);

function drawContact() {
  const one = contact();
  const blocked = one.relation === "blocked";
  if (visible("contact")) seen.set(one.id, last(one.messages));
  options($("contact-select"), desk.state.contacts, one.id, (other) => {
    const count = unread(other.id, fromBot(other));
    return count ? ` (${count})` : "";
  });
  $("bot-name").textContent = one.bot_name;
  $("block").textContent = t(blocked ? "unblock" : "block");
  $("block").setAttribute("aria-pressed", String(blocked));
  $("contact-levers").hidden = one.relation === "new";
  $("contact-role").textContent = filled("contact_role", { name: one.name });
  $("welcome").hidden = one.messages.length > 0 || blocked;
  $("bot-description").textContent = one.description || t("no_description");
  $("contact-input").disabled = blocked;
  $("contact-status").textContent = blocked ? t("blocked") : typing.has(one.id) ? t("typing") : t("online");
  drawCommands($("contact-commands"), one.commands, (words) => asContact({ do: "send", text: words }), "commands-toggle");
  show($("contact-log"), one.messages, contactHooks);
}

function drawCommands(list, commands, send, opener) {
  const all = JSON.stringify(commands);
  if (list.dataset.drawn === all) return;
  list.dataset.drawn = all;
  list.replaceChildren(...commands.map((one) => el("li", {}, el("button", {
    type: "button", "data-testid": "command-item",
    onclick: () => { list.hidden = true; $(opener).setAttribute("aria-expanded", "false"); send(`/${one.command}`); if (list.id === "contact-commands") contactBox.clear(); },
  }, el("strong", {}, `/${one.command}`), el("span", {}, one.description)))));
  $(opener).hidden = commands.length === 0;
}

function drawThreads() {
  const topics = [{ message_thread_id: GENERAL, name: t("general") },
    ...desk.state.staff.topics.toSorted((a, b) => last(inThread(b.message_thread_id)) - last(inThread(a.message_thread_id)))];
  const items = topics.map((topic) => {
    const thread = topic.message_thread_id;
    const messages = inThread(thread);
    const count = unread(`thread ${thread}`, messages);
    const recent = messages.at(-1);
    return el("li", {}, el("button", {
      type: "button", class: "thread-item", "data-testid": "thread-item", "data-thread-id": thread,
      "aria-current": thread === view.thread ? "true" : null, onclick: () => openThread(thread),
    },
    el("span", { class: "hash", "aria-hidden": "true" }, topic.is_closed ? "✓" : "#"),
    el("span", { class: "topic" }, el("strong", {}, topic.name), topic.is_closed ? el("em", {}, t("closed")) : null,
      el("small", {}, recent?.text ?? recent?.caption ?? "")),
    count ? el("b", { class: "count", "aria-label": `${count} ${t("new_messages")}` }, String(count)) : null));
  });
  const focused = document.activeElement?.dataset?.threadId;
  $("thread-list").replaceChildren(...items);
  if (focused) $("thread-list").querySelector(`[data-thread-id="${focused}"]`)?.focus();
}

function drawStaff() {
  const { topics, experts } = desk.state.staff;
  if (view.thread !== GENERAL && !topics.some((topic) => topic.message_thread_id === view.thread)) view.thread = GENERAL;
  const topic = topics.find((one) => one.message_thread_id === view.thread);
  const messages = inThread(view.thread);
  const reading = visible("staff") && (!narrow() || $("pane-staff").dataset.view === "thread");
  if (reading) seen.set(`thread ${view.thread}`, last(messages));
  const me = expert();
  const out = ["left", "kicked"].includes(me.status);
  options($("expert-select"), experts, me.id, (one) => (["left", "kicked"].includes(one.status) ? " ✕" : ""));
  $("membership").textContent = t(out ? "join" : "leave");
  $("thread-title").textContent = topic?.name ?? t("general");
  $("thread-close").textContent = t(topic?.is_closed ? "reopen_thread" : "close_thread");
  $("thread-levers").hidden = !topic;
  for (const one of document.querySelectorAll("[data-lesson]")) one.hidden = topics.length > 0 || Boolean(topic) || !desk.state.scenes.length;
  $("thread-input").disabled = out;
  $("staff-status").textContent = typing.has(desk.state.staff.id) ? t("typing") : "";
  drawCommands($("staff-commands"), me.commands, (words) => staffBox.put(`${words} `), "staff-commands-toggle");
  show($("staff-log"), messages, staffHooks, topics.length || !desk.state.scenes.length ? t("empty_thread") : "");
  drawThreads();
}

function drawCounts() {
  const badge = (node, count) => { node.hidden = !count; node.textContent = String(count); };
  badge($("count-contact"), desk.state.contacts.reduce((sum, one) => sum + unread(one.id, fromBot(one)), 0));
  const threads = [GENERAL, ...desk.state.staff.topics.map((one) => one.message_thread_id)];
  badge($("count-staff"), threads.reduce((sum, thread) => sum + unread(`thread ${thread}`, inThread(thread)), 0));
}

function draw() {
  if (!desk.state) return;
  $("language").textContent = t("other_language");
  $("clock-now").textContent = moment(moments());
  $("preview").hidden = !desk.state.previews;
  $("down").hidden = !lost && desk.state.working;
  $("down").textContent = t(lost ? "lost" : "restarting");
  drawScenes(chooseContact, (words) => asContact({ do: "send", text: words }));
  drawContact();
  drawStaff();
  drawCounts();
}

function openThread(thread) {
  view.thread = thread;
  $("pane-staff").dataset.view = "thread";
  $("staff-log").dataset.jump = "yes";
  $("staff-log").replaceChildren();
  staffBox.clear();
  draw();
}

function openTab(name) {
  if (document.body.dataset.tab !== name) $("toasts").replaceChildren(); // what was said on the other side
  document.body.dataset.tab = name;
  for (const one of ["contact", "staff"]) {
    $(`tab-${one}`).setAttribute("aria-selected", String(one === name));
    $(`tab-${one}`).tabIndex = one === name ? 0 : -1;
  }
  draw();
  for (const log of [$("contact-log"), $("staff-log")]) log.scrollTop = log.scrollHeight;
}

// The bot's answer to a tap: the button rests again, words become a toast or an alert.
function answered({ query_id, user_id, text, show_alert, url }) {
  const node = taps.get(query_id);
  if (node) node.removeAttribute("aria-busy");
  else early.set(query_id, true);
  taps.delete(query_id);
  if (url) followed(url);
  if (text && [contact().id, expert().id].includes(user_id)) (show_alert ? ask({ title: desk.state.bot.first_name, text, alone: true }) : toast(text));
}

function types({ chat_id }) {
  clearTimeout(typing.get(chat_id));
  typing.set(chat_id, setTimeout(() => { typing.delete(chat_id); draw(); }, 5000));
}

onChange((news) => {
  if (news.type === "answered") answered(news);
  if (news.type === "lost") lost = true;
  if (news.type === "found" || news.type === "state") lost = false;
  if (news.type === "scene") follows(news);
  if (news.type === "refused") toast(`${t("nowhere")}: ${why(news.reason)}`);
  if (news.type === "action") types(news);
  if (news.type === "message" && news.message.from.is_bot) {
    clearTimeout(typing.get(news.message.chat.id));
    typing.delete(news.message.chat.id);
  }
  draw();
});

// A scene shows itself: whoever it is about, and on a narrow page the half on which it goes on.
function follows(news) {
  hearScene(news);
  if (news.stuck || news.over) return;
  if (news.thread && news.side === "staff") openThread(news.thread);
  if (news.contact !== contact().id) chooseContact(news.contact);
  if (!visible(news.side)) openTab(news.side);
}

function pick(name, id) {
  view[name] = id;
  sessionStorage.setItem(name, String(id));
}

function chooseContact(id) {
  pick("contact", id);
  $("contact-log").dataset.jump = "yes";
  $("contact-log").replaceChildren();
  contactBox.clear();
  draw();
}

function menu(toggle, list) {
  $(toggle).addEventListener("click", () => {
    $(list).hidden = !$(list).hidden;
    $(toggle).setAttribute("aria-expanded", String(!$(list).hidden));
    if (!$(list).hidden) $(list).querySelector("button")?.focus();
  });
  $(list).addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    $(list).hidden = true;
    $(toggle).setAttribute("aria-expanded", "false");
    $(toggle).focus();
  });
}

async function wire() {
  $("contact-select").addEventListener("change", (event) => chooseContact(Number(event.target.value)));
  $("expert-select").addEventListener("change", (event) => { pick("expert", Number(event.target.value)); draw(); });
  $("contact-start").addEventListener("click", () => asContact({ do: "start" }));
  $("block").addEventListener("click", () => asContact({ do: contact().relation === "blocked" ? "unblock" : "block" }));
  $("voice").addEventListener("click", () => asContact({
    do: "files", kind: "voice", caption: "", files: [{ name: "ses.ogg", mime: "audio/ogg", data: btoa("OggS") }],
  }));
  $("contact-add").addEventListener("click", async () => {
    const given = await prompt(t("add_contact"));
    const id = given && await act({ do: "add_contact", ...given });
    if (id) { pick("contact", id); await refresh(); chooseContact(id); }
  });
  $("contact-anew").addEventListener("click", async () => {
    const count = desk.state.contacts.filter((one) => one.id > NEWCOMERS).length + 1;
    const id = await act({ do: "add_contact", name: filled("newcomer", { n: count }), language: spoken() });
    if (id) { await refresh(); chooseContact(id); }
  });
  $("membership").addEventListener("click", async () => {
    await asExpert({ do: ["left", "kicked"].includes(expert().status) ? "join" : "leave" });
    refresh();
  });
  $("thread-close").addEventListener("click", async () => {
    const topic = desk.state.staff.topics.find((one) => one.message_thread_id === view.thread);
    if (await asExpert({ do: topic.is_closed ? "reopen_thread" : "close_thread" })) refresh();
  });
  $("thread-delete").addEventListener("click", async () => {
    if (await ask({ title: t("delete_thread_title"), text: t("delete_thread_text") })) await asExpert({ do: "delete_thread" });
  });
  $("thread-back").addEventListener("click", () => { $("pane-staff").dataset.view = "list"; draw(); });
  for (const button of document.querySelectorAll("[data-hours]")) {
    button.addEventListener("click", () => act({ do: "advance", hours: Number(button.dataset.hours) }));
  }
  $("language").addEventListener("click", () => { switchLanguage(); draw(); });
  $("reset").addEventListener("click", async () => {
    if (await ask({ title: t("reset_title"), text: t("reset_text") })) { seen.clear(); hearScene(null); await act({ do: "reset" }); }
  });
  for (const [at, name] of ["contact", "staff"].entries()) {
    $(`tab-${name}`).addEventListener("click", () => openTab(name));
    $(`tab-${name}`).addEventListener("keydown", (event) => {
      if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
      const other = ["contact", "staff"][1 - at];
      openTab(other);
      $(`tab-${other}`).focus();
    });
  }
  inline($("contact-input"), $("contact-inline"), asContact);
  inline($("thread-input"), $("staff-inline"), asExpert);
  preview(() => contact().id);
  wireScenes();
  wireWhy();
  arrows($("contact-log"));
  arrows($("staff-log"));
  // what was opened closes when something else is touched
  document.addEventListener("click", (event) => {
    for (const one of document.querySelectorAll("details.levers[open]")) if (!one.contains(event.target)) one.open = false;
  });
  follow($("contact-log"), $("contact-latest"));
  follow($("staff-log"), $("staff-latest"));
  menu("commands-toggle", "contact-commands");
  menu("staff-commands-toggle", "staff-commands");
  window.addEventListener("resize", draw);
  setInterval(() => { if (desk.state) $("clock-now").textContent = moment(moments()); }, 5000);
}

label();
await wire();
listen();
await refresh();
for (const one of desk.state.contacts) seen.set(one.id, last(one.messages));
for (const message of desk.state.staff.messages) seen.set(`thread ${topicOf(message)}`, message.message_id);
openTab("contact");
document.body.dataset.ready = "yes";
