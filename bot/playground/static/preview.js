// An editor's look at the entry that was shown last: as each language says it, and how questions fare against it.

import { filled as counted, t } from "./i18n.js";
import { face } from "./messages.js";
import { toast } from "./notices.js";
import { el } from "./words.js";

const $ = (id) => document.getElementById(id);
const HOOKS = { onTap() {}, onCommand() {}, onLink: () => false };
const LISTS = ["typed", "past", "others"];
const FOUND = ["rank", "confidence", "outcome", "question"];

function sight({ language, lent_by, messages }) {
  const note = lent_by ? counted("preview_lent", { language: lent_by }) : null;
  return el("section", { "data-testid": `preview-${language}`, lang: language },
    el("h3", {}, language.toUpperCase(), note ? el("small", {}, ` ${note}`) : null),
    ...messages.flatMap((message) => [...face(message, HOOKS),
      el("small", { class: "size" }, counted("preview_size", { seen: message.seen, folded: message.folded }))]));
}

function row(one, entry) {
  const done = one.first && one.first !== entry ? `${t(`did_${one.outcome}`)} ${one.first}` : t(`did_${one.outcome}`);
  const good = one.rank === 1 && one.first === entry;
  return el("tr", { class: good ? "good" : null }, el("td", {}, one.rank ?? "–"), el("td", {}, one.confidence.toFixed(2)),
    el("td", {}, done), el("td", {}, one.question));
}

function list(name, found, entry) {
  if (!found?.length) return null;
  return el("section", { "data-testid": `preview-${name}` }, el("h3", {}, `${t(`preview_${name}`)} (${found.length})`),
    el("table", {}, el("thead", {}, el("tr", {}, ...FOUND.map((key) => el("th", {}, t(`found_${key}`))))),
      el("tbody", {}, ...found.map((one) => row(one, entry)))));
}

function draw(seen) {
  $("preview-title").textContent = seen.entry;
  $("preview-sights").replaceChildren(...seen.sights.map(sight));
  $("preview-found").replaceChildren(...LISTS.map((name) => list(name, seen[name], seen.entry)).filter(Boolean));
  $("preview-others").hidden = Boolean(seen.others);
}

// Wires the button that opens it; `contact` gives the id of whose chat is looked at.
export function preview(contact) {
  const typed = [];
  let others = false;
  const look = async (button) => {
    button.setAttribute("aria-busy", "true");
    const answer = await fetch("/playground/preview", {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ contact: contact(), typed, others }),
    }).catch(() => null);
    button.removeAttribute("aria-busy");
    const seen = answer?.ok ? await answer.json() : null;
    if (!seen) {
      toast(t(answer?.ok ? "preview_nothing" : "lost"));
      return;
    }
    draw(seen);
    if (!$("preview-dialog").open) $("preview-dialog").showModal();
  };
  $("preview").addEventListener("click", () => {
    typed.length = 0;
    others = false;
    $("preview-question").value = "";
    look($("preview"));
  });
  $("preview-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const words = $("preview-question").value.trim();
    if (!words) return;
    typed.unshift(words);
    $("preview-question").value = "";
    look($("preview-try"));
  });
  $("preview-others").addEventListener("click", () => { others = true; look($("preview-others")); });
  $("preview-close").addEventListener("click", () => $("preview-dialog").close());
}
