// A log is one stop for the Tab key: arrows go from message to message, and within one from button to button.

const CONTROLS = "button, a[href], [tabindex='0']";
const inside = (message) => [...message.querySelectorAll(CONTROLS), ...message.querySelectorAll("[data-stop]")]
  .filter((one, at, all) => all.indexOf(one) === at && one.checkVisibility());

// Takes what is in a message out of the order of tabs; it stays within reach of arrows, fingers and screen readers.
export function still(message) {
  message.tabIndex = -1;
  for (const one of message.querySelectorAll(CONTROLS)) {
    one.tabIndex = -1;
    one.dataset.stop = "";
  }
}

function step(all, current, by) {
  const at = all.indexOf(current);
  return all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
}

export function arrows(log) {
  log.addEventListener("keydown", (event) => {
    const messages = [...log.querySelectorAll(".message")];
    const message = event.target.closest(".message");
    const next = {
      ArrowUp: () => step(messages, message, -1),
      ArrowDown: () => step(messages, message, 1),
      Home: () => messages[0],
      End: () => messages.at(-1),
      ArrowRight: () => message && step(inside(message), event.target, 1),
      ArrowLeft: () => message && step(inside(message), event.target, -1),
      Escape: () => (message && event.target !== message ? message : log),
    }[event.key]?.();
    if (!next || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    next.focus();
  });
}

// Where the focus is within a message, so that it can be there again when the message was drawn anew.
export function focused(message) {
  const at = document.activeElement;
  if (!message?.contains(at)) return null;
  return at === message ? -1 : [...message.querySelectorAll("[data-stop]")].indexOf(at);
}

export function refocus(message, at) {
  const stops = [...message.querySelectorAll("[data-stop]")].filter((one) => one.checkVisibility());
  (at < 0 ? message : stops[Math.min(at, stops.length - 1)] ?? message).focus({ preventScroll: true });
}
