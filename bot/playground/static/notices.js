// Toasts, questions, and the small form for a new contact.

import { t } from "./i18n.js";
import { el } from "./words.js";

const $ = (id) => document.getElementById(id);

export function toast(text) {
  const node = el("div", { class: "toast", "data-testid": "toast" }, text);
  $("toasts").append(node);
  setTimeout(() => node.remove(), 5000);
}

function open({ title, text = "", fields = false, alone = false }) {
  $("dialog-title").textContent = title;
  $("dialog-text").textContent = text;
  $("dialog-text").hidden = !text;
  $("dialog-fields").hidden = !fields;
  $("dialog-cancel").hidden = alone;
  $("dialog-name").required = fields;
  $("dialog-name").value = "";
  const dialog = $("dialog");
  if (dialog.open) dialog.close("cancel");
  dialog.returnValue = "cancel";
  dialog.showModal();
  (fields ? $("dialog-name") : $("dialog-ok")).focus();
  return new Promise((done) => dialog.addEventListener("close", () => done(dialog.returnValue === "ok"), { once: true }));
}

// A question with OK and cancel; `alone` leaves only OK. True when the answer was OK.
export const ask = (question) => open(question);

// Asks for a new contact's name and language; null when the answer was cancel.
export async function prompt(title) {
  if (!await open({ title, fields: true })) return null;
  return { name: $("dialog-name").value.trim(), language: $("dialog-language").value };
}
