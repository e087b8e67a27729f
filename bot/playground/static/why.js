// Why the bot said something: how it read the contact's words before that.

import { spoken, t } from "./i18n.js";
import { toast } from "./notices.js";
import { el } from "./words.js";

const $ = (id) => document.getElementById(id);

const line = (key, words) => (words ? [el("dt", {}, t(key)), el("dd", {}, words)] : []);

function context(found) {
  if (!found.continues) return t("why_context_none");
  const parts = [["why_before", found.question], ["why_shown", found.answer]].filter(([, words]) => words);
  return parts.map(([key, words]) => `${t(key)}: ${words}`).join(" · ");
}

function near(matches) {
  if (!matches.length) return el("p", {}, t("why_none"));
  return el("table", {},
    el("caption", {}, t("why_near")),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("found_rank")), el("th", { scope: "col" }, t("found_confidence")), el("th", { scope: "col" }, t("why_entry")))),
    el("tbody", {}, ...matches.map((one, at) => el("tr", {}, el("td", {}, String(at + 1)), el("td", {}, one.sure.toFixed(2)),
      el("td", {}, one.title === one.id ? one.id : `${one.title} (${one.id})`)))));
}

function shown(words, found) {
  const asked = el("dl", {}, ...line("why_words", words));
  if (!found) return [asked, el("p", {}, t("why_nothing"))];
  return [
    el("dl", {}, ...line("why_words", words), ...line("why_did", found.wants_human ? t("why_human") : t(`did_${found.outcome}`)),
      ...line("why_policy", found.policy), ...line("why_talk", found.smalltalk), ...line("why_step", found.step && t("why_step_open")), ...line("why_context", context(found))),
    near(found.matches),
  ];
}

export async function tellWhy(contact, words) {
  const answer = await fetch("/playground/why", {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ contact, words, language: spoken() }),
  }).catch(() => null);
  if (!answer?.ok) {
    toast(t("lost"));
    return;
  }
  $("why-found").replaceChildren(...shown(words, await answer.json()));
  $("why-dialog").showModal();
}

export const wireWhy = () => $("why-close").addEventListener("click", () => $("why-dialog").close());
