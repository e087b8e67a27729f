// Inline search: "@bot words" in a box lists what the bot finds; one tap sends it.

import { desk, onChange } from "./desk.js";
import { el } from "./words.js";

const PAUSE = 300; // milliseconds without typing before the bot is asked

export function inline(input, list, send) {
  let timer = null;
  let asked = null; // the id of the query whose results are wanted
  const early = new Map(); // results that came before the query's own id was known

  const choose = async (result) => {
    const chosen = await send({ do: "choose_inline", query_id: asked, result_id: result.id });
    if (chosen === null) return;
    input.value = "";
    input.dispatchEvent(new Event("input"));
    input.focus();
  };
  const draw = (results) => {
    list.replaceChildren(...results.map((result) => el("li", {}, el("button", {
      type: "button", "data-testid": "inline-result", onclick: () => choose(result),
    }, el("strong", {}, result.title ?? ""), el("span", {}, result.description ?? "")))));
    list.hidden = results.length === 0;
  };
  const ask = async (query) => {
    asked = await send({ do: "inline", query });
    if (early.has(asked)) draw(early.get(asked));
    early.clear();
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    const [mention, ...words] = input.value.split(/\s+/);
    if (mention.toLowerCase() === `@${desk.state.bot.username}` && words.length) timer = setTimeout(ask, PAUSE, words.join(" "));
    else {
      asked = null;
      list.hidden = true;
    }
  });
  onChange((news) => {
    if (news.type !== "inline_answered") return;
    if (news.query_id === asked) draw(news.results);
    else early.set(news.query_id, news.results);
  });
}
