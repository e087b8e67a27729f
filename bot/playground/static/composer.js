// The box one writes in: grows with the text, sends on Enter, knows what it answers or edits, takes files.

import { gist } from "./messages.js";
import { t } from "./i18n.js";

const base64 = (file) => new Promise((done, failed) => {
  const reader = new FileReader();
  reader.onload = () => done(String(reader.result).split(",")[1] ?? "");
  reader.onerror = () => failed(reader.error);
  reader.readAsDataURL(file);
});

// submit(body) does what the person asked: {do: "send" | "edit" | "files", …}; commands(words) shows those that begin
// so, none for null; own() is what was written here last.
export function composer(form, { submit, commands, own }) {
  const input = form.querySelector("textarea");
  const picker = form.querySelector("input[type=file]");
  const context = form.querySelector("[data-context]");
  let about = null; // {kind: "reply" | "edit", message}

  const grow = () => {
    input.style.height = "auto";
    input.style.height = `${Math.min(input.scrollHeight, 160)}px`;
  };
  const setContext = (next) => {
    about = next;
    context.hidden = !next;
    if (next) context.firstElementChild.textContent = `${t(next.kind === "reply" ? "replying" : "editing")}: ${gist(next.message)}`;
  };
  const reply = () => (about?.kind === "reply" ? about.message.message_id : null);
  const clear = () => {
    input.value = "";
    setContext(null);
    grow();
  };

  const edit = (message) => {
    setContext({ kind: "edit", message });
    input.value = message.text ?? message.caption;
    grow();
    input.focus();
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (!text) return;
    const body = about?.kind === "edit"
      ? { do: "edit", message_id: about.message.message_id, text }
      : { do: "send", text, reply_to: reply() };
    commands(null);
    if (await submit(body)) clear();
    input.focus();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
    if (event.key === "Escape" && about) clear();
    if (event.key === "ArrowUp" && !input.value && !about && own()) {
      event.preventDefault();
      edit(own());
    }
  });
  input.addEventListener("input", () => {
    grow();
    commands(/^\/\S*$/.test(input.value) ? input.value : null);
  });
  context.querySelector("button").addEventListener("click", () => {
    if (about?.kind === "edit") clear();
    else setContext(null);
    input.focus();
  });
  form.querySelector("[data-attach]").addEventListener("click", () => picker.click());
  picker.addEventListener("change", async () => {
    const chosen = [...picker.files];
    picker.value = "";
    if (!chosen.length) return;
    const files = await Promise.all(chosen.map(async (file) => ({ name: file.name, mime: file.type, data: await base64(file) })));
    const kind = chosen.every((file) => /^image\/(png|jpeg|webp)$/.test(file.type)) ? "photo" : "document";
    if (await submit({ do: "files", files, kind, caption: input.value.trim(), reply_to: reply() })) clear();
  });

  return {
    clear,
    reply(message) { setContext({ kind: "reply", message }); input.focus(); },
    edit,
    put(text) { input.value = text; grow(); input.focus(); },
  };
}
