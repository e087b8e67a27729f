// The road to the server: the state, the stream of news, and acts.

import { t } from "./i18n.js";

export const desk = { state: null, fetchedAt: 0 };
const listeners = new Set();
const fetching = new Set(); // for each fetch under way: the news that came since it began
let pending = null;
let begun = 0; // fetches so far
let shown = 0; // the number of the fetch whose answer is shown

export const onChange = (listener) => listeners.add(listener);
const tell = (news) => listeners.forEach((listener) => listener(news));

// What came while the state was on its way may be newer than the state, and a younger state may have been quicker.
export async function refresh() {
  const mine = ++begun;
  const missed = [];
  fetching.add(missed);
  try {
    const answer = await fetch("/playground/state");
    if (!answer.ok) throw new Error(String(answer.status));
    const state = await answer.json();
    if (mine < shown) return;
    shown = mine;
    desk.state = state;
    desk.fetchedAt = Date.now();
    missed.forEach(put);
  } finally {
    fetching.delete(missed);
  }
  tell({ type: "state" });
}

// Many changes come in a burst; the whole state is fetched once for all of them.
function refreshSoon() {
  pending ??= setTimeout(() => {
    pending = null;
    refresh().catch(() => tell({ type: "lost" }));
  }, 60);
}

// The body of an act: who does what. Gives the result, or null after telling why it can't be done.
export async function act(body) {
  const answer = await fetch("/playground/act", {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  }).catch(() => null);
  const value = answer ? await answer.json().catch(() => ({ error: String(answer.status) })) : { error: t("lost") };
  if (value.error === undefined) return value.result ?? true;
  tell({ type: "refused", reason: value.error });
  return null;
}

const chat = (id) => (id === desk.state.staff.id ? desk.state.staff : desk.state.contacts.find((one) => one.id === id));

export const moments = () => new Date(new Date(desk.state.now).getTime() + Date.now() - desk.fetchedAt);

// Each kind of news that can be put into the state at once, twice as well as once; all others fetch the state anew.
const APPLY = {
  message({ message, copy }) {
    if (copy) desk.state.copies[`${message.chat.id}:${message.message_id}`] = true;
    const messages = chat(message.chat.id).messages;
    if (!messages.some((one) => one.message_id === message.message_id)) messages.push(message);
  },
  edited({ message }) {
    const messages = chat(message.chat.id).messages;
    const at = messages.findIndex((one) => one.message_id === message.message_id);
    if (at >= 0) messages[at] = message;
  },
  deleted({ chat_id, message_ids }) {
    const where = chat(chat_id);
    where.messages = where.messages.filter((one) => !message_ids.includes(one.message_id));
  },
  reaction({ chat_id, message_id, emojis }) { desk.state.reactions[`${chat_id}:${message_id}`] = emojis; },
  relation({ chat_id, relation }) { chat(chat_id).relation = relation; },
  desk({ working }) { desk.state.working = working; },
};
const SILENT = new Set(["tap", "webhook", "delivered", "inline"]);
const PASSED_ON = new Set(["action", "answered", "inline_answered", "scene"]);

// Whether the news could be put into the state.
function put(news) {
  const known = !news.message && !news.chat_id || chat(news.message?.chat.id ?? news.chat_id);
  const fresh = news.type === "message" && news.message.from.id > 0 && known?.relation === "new";
  if (!APPLY[news.type] || !known || fresh) return false;
  APPLY[news.type](news);
  return true;
}

function hear(news) {
  if (SILENT.has(news.type)) return;
  for (const missed of fetching) missed.push(news);
  if (desk.state && (PASSED_ON.has(news.type) || put(news))) tell(news);
  else refreshSoon();
}

export function listen() {
  const stream = new EventSource("/playground/events");
  let broken = false;
  stream.onmessage = (event) => hear(JSON.parse(event.data));
  stream.onopen = () => {
    if (broken) tell({ type: "found" });
    refreshSoon(); // what happened before, nobody has told
    broken = false;
  };
  stream.onerror = () => {
    if (!broken) tell({ type: "lost" });
    broken = true;
  };
}
