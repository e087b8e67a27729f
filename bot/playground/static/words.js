// Text with entities as DOM: everything typed by people ends in text nodes, links only where a link may lead.

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

const SAFE = /^(https?|tg|mailto):/i;
const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote",
};

// A link that leads out of the page, or words alone when its address is not one of the allowed kinds.
function link(address, children, onLink) {
  if (!SAFE.test(address)) return el("span", {}, ...children);
  const node = el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...children);
  node.addEventListener("click", (event) => { if (onLink(address)) event.preventDefault(); });
  return node;
}

// A quotation of which three lines are seen, until it is unfolded.
function folded(children, label) {
  const button = el("button", { type: "button", class: "unfold", "aria-expanded": "false", "aria-label": label, title: label }, icon("down"));
  const quote = el("blockquote", { class: "folded" }, el("div", {}, ...children), button);
  quote.addEventListener("click", (event) => {
    if (event.target.closest("a, .command")) return;
    const open = button.getAttribute("aria-expanded") === "false";
    button.setAttribute("aria-expanded", String(open));
    quote.classList.toggle("open", open);
  });
  return quote;
}

function wrap(entity, words, children, hooks) {
  if (TAGS[entity.type]) return el(TAGS[entity.type], {}, ...children);
  switch (entity.type) {
    case "text_link": return link(entity.url, children, hooks.onLink);
    case "url": return link(/^[a-z]+:/i.test(words) ? words : `https://${words}`, children, hooks.onLink);
    case "email": return link(`mailto:${words}`, children, hooks.onLink);
    case "bot_command": return el("button", { type: "button", class: "command", onclick: () => hooks.onCommand(words) }, ...children);
    case "expandable_blockquote": return folded(children, hooks.unfold);
    case "spoiler": return el("span", { class: "spoiler", tabindex: "0" }, ...children);
    default: return el("span", { class: "mark" }, ...children);
  }
}

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

// DOM nodes of a text; offsets are UTF-16 units, as JavaScript counts. Entities nest, an overlapping rest is left out.
export function rich(text, entities, hooks) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const build = (from, to, list) => {
    const nodes = [];
    let at = from;
    while (list.length) {
      const [first, ...rest] = list;
      const end = first.offset + first.length;
      if (first.offset < at || end > to) { list = rest; continue; }
      if (first.offset > at) nodes.push(document.createTextNode(text.slice(at, first.offset)));
      const inside = rest.filter((one) => one.offset < end);
      nodes.push(wrap(first, text.slice(first.offset, end), build(first.offset, end, inside), hooks));
      // a block begins a new line by itself: the line break that ends it in the text would show as an empty line
      at = BLOCKS.has(first.type) && text[end] === "\n" ? end + 1 : end;
      list = rest.filter((one) => one.offset >= end);
    }
    if (at < to) nodes.push(document.createTextNode(text.slice(at, to)));
    return nodes;
  };
  return build(0, text.length, sorted);
}
