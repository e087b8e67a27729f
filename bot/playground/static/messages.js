// One message as a bubble, and a list of them kept in step with the state.

import { desk } from "./desk.js";
import { day, hour, t } from "./i18n.js";
import { focused, refocus, still } from "./keys.js";
import { el, icon, rich } from "./words.js";

const FILES = {
  document: "document", voice: "voice_message", audio: "audio", video: "video", animation: "animation",
  sticker: "sticker", video_note: "video_note",
};
const SERVICE = {
  forum_topic_created: (m) => `${t("topic_created")}: ${m.forum_topic_created.name}`,
  forum_topic_edited: () => t("topic_edited"),
  forum_topic_closed: () => t("topic_closed"),
  forum_topic_reopened: () => t("topic_reopened"),
  new_chat_members: (m) => `${m.from.first_name} ${t("joined")}`,
  left_chat_member: (m) => `${m.from.first_name} ${t("left")}`,
};
const SWIPE = 50; // pixels
const EMOJIS = ["👍", "❤", "🙏", "👌", "🤔", "👎"];

export const gist = (message) => {
  const kind = Object.keys(FILES).find((one) => message[one]);
  const words = message.text ?? message.caption ?? message.contact?.first_name ?? (message.photo ? t("photo") : message.location ? "📍" : kind ? t(FILES[kind]) : t("service"));
  return words.length > 80 ? `${words.slice(0, 80)}…` : words;
};

const service = (message) => Object.keys(SERVICE).find((key) => message[key]);

function media(message) {
  if (message.photo) {
    const file = message.photo.at(-1);
    const caption = message.caption ?? t("photo");
    return el("img", { class: "photo", src: `/playground/files/${file.file_id}`, alt: caption, onload: (event) => hold(event.target.closest(".log")) });
  }
  if (message.contact) return el("p", { class: "file" }, icon("person"), `${message.contact.first_name} · ${message.contact.phone_number}`);
  if (message.location) return el("p", { class: "file" }, `📍 ${message.location.latitude}, ${message.location.longitude}`);
  const kind = Object.keys(FILES).find((one) => message[one] && !(one === "document" && message.animation));
  if (!kind) return null;
  const file = message[kind];
  const size = t("size").replace("{n}", Math.max(1, Math.round((file.file_size ?? 0) / 1024)));
  const about = file.duration ? `0:${String(file.duration).padStart(2, "0")}` : size;
  return el("a", { class: "file", href: `/playground/files/${file.file_id}`, download: file.file_name ?? kind },
    icon(kind === "voice" ? "mic" : "file"), el("span", {}, file.file_name ?? t(FILES[kind])), el("small", {}, about));
}

// In the staff group the bot's copy of a contact's words is signed by the contact (not by name, which may be hidden).
const copied = (message, hooks) => Boolean(hooks.copies && desk.state.copies[`${message.chat.id}:${message.message_id}`]);

function quote(message, hooks) {
  const target = message.reply_to_message;
  if (!target || target.forum_topic_created) return null;
  return el("blockquote", { class: "quote" }, el("strong", {}, copied(target, hooks) ? t("contact") : target.from.first_name), el("span", {}, gist(target)));
}

function keyboard(message, hooks) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return null;
  const button = (one) => {
    if (one.url) {
      return el("a", { class: "key", href: /^(https?|tg):/i.test(one.url) ? one.url : null, target: "_blank", rel: "noopener noreferrer",
        "data-testid": "button-url", onclick: (event) => { if (hooks.onLink(one.url)) event.preventDefault(); } }, `${one.text} ↗`);
    }
    const node = el("button", { type: "button", class: "key", "data-testid": `button-${one.callback_data ?? "other"}` }, one.text);
    node.addEventListener("click", () => hooks.onTap(message, one, node));
    return node;
  };
  return el("div", { class: "keys" }, ...rows.map((row) => el("div", { class: "row" }, ...row.map(button))));
}

function actions(message, hooks) {
  const mine = hooks.isMine(message);
  const act = (name, key, onclick) => el("button", { type: "button", class: "chip", "data-testid": `message-${name}`, onclick }, t(key));
  return el("div", { class: "actions", hidden: true },
    act("reply", "reply", () => hooks.onReply(message)),
    mine && (message.text || message.caption) ? act("edit", "edit", () => hooks.onEdit(message)) : null,
    mine && message.text ? act("resend", "resend", () => hooks.onCommand(message.text)) : null,
    hooks.onRemove ? act("delete", "remove", () => hooks.onRemove(message)) : null,
    el("span", { class: "emojis", role: "group", "aria-label": t("react") }, ...EMOJIS.map((emoji) => {
      const node = el("button", { type: "button", class: "emoji", "aria-label": `${t("react")} ${emoji}` }, emoji);
      node.addEventListener("click", () => hooks.onReact(message, emoji));
      return node;
    })));
}

function toggle(menu) {
  const node = el("button", { type: "button", class: "more", "aria-label": t("more"), "aria-expanded": "false", "data-testid": "message-more" }, icon("more"));
  const open = (yes) => {
    menu.hidden = !yes;
    node.setAttribute("aria-expanded", String(yes));
    if (yes) menu.scrollIntoView({ block: "nearest" });
  };
  node.addEventListener("click", () => open(menu.hidden));
  menu.addEventListener("click", () => open(false));
  return node;
}

// A message's words and buttons alone, as they would stand in a chat.
export const face = (message, hooks) => [
  el("div", { class: "bubble" }, el("div", { class: "words" }, ...rich(message.text, message.entities, { ...hooks, unfold: t("unfold") }))),
  keyboard(message, hooks),
].filter(Boolean);

// A finger that draws a message aside, or two quick taps on its words, answer it, as in Telegram's apps.
function answerable(node, reply) {
  let from = null;
  node.addEventListener("dblclick", (event) => { if (!event.target.closest("a, button")) reply(); });
  node.addEventListener("touchstart", (event) => { from = event.touches[0]; }, { passive: true });
  node.addEventListener("touchend", (event) => {
    const to = event.changedTouches[0];
    if (from && from.clientX - to.clientX > SWIPE && Math.abs(from.clientY - to.clientY) < SWIPE) reply();
    from = null;
  });
}

const small = (name, label, symbol, onclick) => el("button", { type: "button", class: "more", "aria-label": t(label), title: t(label), "data-testid": `message-${name}`, onclick }, icon(symbol));

function bubble(message, hooks, words_before) {
  const mine = hooks.isMine(message);
  const words = message.text ?? message.caption;
  const marks = message.text ? message.entities : message.caption_entities;
  const reactions = desk.state.reactions[`${message.chat.id}:${message.message_id}`] ?? [];
  const menu = actions(message, hooks);
  const writer = copied(message, hooks) ? t("contact") : null;
  const who = mine ? t("you") : writer ?? message.from.first_name;
  const node = el("article", {
    class: `message ${mine ? "mine" : writer ? "contact" : message.from.is_bot ? "bot" : "other"}`, "data-testid": hooks.testid,
    "data-message-id": message.message_id, "data-from": message.from.is_bot ? "bot" : mine ? "me" : "other",
  },
  el("div", { class: "bubble" },
    el("span", { class: hooks.named && !mine ? "name" : "sr" }, who, writer ? el("small", {}, ` · ${t("through_bot")}`) : null),
    message.forward_origin ? el("small", { class: "forwarded" }, t("forwarded")) : null,
    quote(message, hooks), media(message),
    words ? el("div", { class: "words" }, ...rich(words, marks, { ...hooks, unfold: t("unfold") })) : null,
    el("span", { class: "foot" },
      message.via_bot ? `${t("via")} @${message.via_bot.username} · ` : null,
      message.edit_date ? `${t("edited")} · ` : null, el("time", {}, hour(message.date)),
      words_before ? small("why", "why", "ask", () => hooks.onWhy(words_before)) : null,
      small("answer", "reply", "reply", () => hooks.onReply(message)), toggle(menu))),
  reactions.length ? el("p", { class: "reactions", "data-testid": "reactions" }, reactions.join(" ")) : null,
  keyboard(message, hooks), menu);
  answerable(node.querySelector(".bubble"), () => hooks.onReply(message));
  still(node);
  return node;
}

// A picture that arrives late, or a window that shrinks, must not push the end of the chat out of sight.
const hold = (list) => { if (list?.atEnd) list.scrollTop = list.scrollHeight; };

// Lets a log follow what comes until somebody scrolls away from its end, and gives it a button that leads back.
export function follow(list, button) {
  list.atEnd = list.following = true;
  list.addEventListener("scroll", () => {
    list.atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
    if (list.atEnd || !list.moved) list.following = list.atEnd;
    list.moved = false;
    button.hidden = list.atEnd;
  });
  button.addEventListener("click", () => { list.scrollTop = list.scrollHeight; });
  new ResizeObserver(() => hold(list)).observe(list);
}

// What is new comes into view; of a message longer than the view its beginning, where reading starts.
function reveal(list, fresh, old) {
  const jump = list.dataset.jump;
  const mine = fresh.some((node) => node.classList.contains("mine") && !old.has(node.dataset.key));
  delete list.dataset.jump;
  if (!jump && !mine && !(fresh.length && list.following)) return;
  list.following = list.moved = true;
  list.scrollTop = list.scrollHeight;
  const first = fresh.find((node) => node.classList.contains("message"));
  if (!jump && first && first.offsetTop < list.scrollTop) list.scrollTop = first.offsetTop - 12;
}

const line = (words, date) => el("p", { class: "service" }, words, date ? el("time", { class: "sr" }, hour(date)) : null);

// Brings the list's children in step with the messages: unchanged bubbles stay, so that screen readers hear only news.
export function show(list, messages, hooks, empty = "") {
  const old = new Map([...list.children].map((node) => [node.dataset.key, node]));
  const wanted = [];
  let lastDay = "";
  let asked = null; // the contact's words that nothing was said about yet
  for (const message of messages) {
    const today = day(message.date);
    if (today !== lastDay) wanted.push([`day ${today}`, today, () => el("p", { class: "day" }, today)]);
    lastDay = today;
    const reactions = desk.state.reactions[`${message.chat.id}:${message.message_id}`];
    const kind = service(message);
    const before = message.from.is_bot && hooks.onWhy && desk.state.whys ? asked : null;
    asked = message.from.is_bot || message.text?.startsWith("/") ? null : message.text ?? null;
    wanted.push([`m ${message.message_id}`, JSON.stringify([message, reactions, hooks.isMine(message), t("you"), before, copied(message, hooks)]),
      () => (kind ? line(SERVICE[kind](message), message.date) : bubble(message, hooks, before))]);
  }
  if (!messages.length && empty) wanted.push(["empty", empty, () => line(empty)]);
  const nodes = wanted.map(([key, signature, make]) => {
    const known = old.get(key);
    if (known?.signature === signature) return known;
    const node = make();
    node.dataset.key = key;
    node.signature = signature;
    return node;
  });
  const keep = new Set(nodes);
  const left = [...list.children].find((node) => !keep.has(node) && node.contains(document.activeElement));
  const spot = focused(left);
  for (const node of [...list.children]) if (!keep.has(node)) node.remove();
  nodes.forEach((node, at) => { if (list.children[at] !== node) list.insertBefore(node, list.children[at] ?? null); });
  const again = spot === null ? null : nodes.find((node) => node.dataset.key === left.dataset.key);
  if (again) refocus(again, spot);
  // a card edited further up does not pull the view away from the end
  const fresh = nodes.filter((node) => !old.has(node.dataset.key) || (node === nodes.at(-1) && old.get(node.dataset.key) !== node));
  reveal(list, fresh, old);
}
