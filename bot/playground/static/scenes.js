// What can be played by one tap, what is said meanwhile, and the cards that explain each half to a newcomer.

import { act, desk } from "./desk.js";
import { filled, spoken, t } from "./i18n.js";
import { el, icon } from "./words.js";

const $ = (id) => document.getElementById(id);
let told = null; // the news of the scene that is played

async function play(name, begun) {
  $("scenes-dialog").close();
  const contact = await act({ do: "scene", name, language: spoken() });
  if (contact) await begun(contact);
}

function list(target, begun, long) {
  target.replaceChildren(...desk.state.scenes.map((one) => el("li", {}, el("button", {
    type: "button", class: long ? "scene-item" : "chip", "data-testid": `scene-${one.name}`, onclick: () => play(one.name, begun),
  }, icon("play"), el("strong", {}, one.title[spoken()]), long ? el("span", {}, one.about[spoken()]) : null))));
}

// The card of the staff half: who one is there, and what to try.
function lesson(target, begun) {
  target.replaceChildren(
    el("p", { class: "role" }, t("staff_role")),
    el("ol", { class: "steps" }, ...["staff_1", "staff_2", "staff_3"].map((key) => el("li", {}, t(key)))),
    el("ul", { class: "tries" },
      el("li", {}, el("button", { type: "button", class: "chip", "data-testid": "lesson-ticket", onclick: () => play("expert", begun) }, icon("play"), t("staff_try"))),
      el("li", {}, el("button", { type: "button", class: "chip", onclick: () => $("scenes-dialog").showModal() }, t("other_scenes")))));
}

// Draws what depends on the language; only when that has changed, so that the focus stays.
export function drawScenes(begun, say) {
  if (!desk.state.scenes.length) return;
  $("scenes").hidden = false;
  if ($("scene-list").dataset.language === spoken() && $("scene-list").children.length) return;
  $("scene-list").dataset.language = spoken();
  list($("scene-list"), begun, true);
  list($("contact-scenes"), begun, false);
  $("contact-tries").replaceChildren(...["try_1", "try_2", "try_3"].map((key) => el("li", {},
    el("button", { type: "button", class: "chip", onclick: () => say(t(key)) }, t(key)))));
  for (const one of document.querySelectorAll("[data-lesson]")) lesson(one, begun);
  if (told) drawScene();
}

function drawScene() {
  $("scene").hidden = !told;
  if (!told) return;
  const scene = desk.state.scenes.find((one) => one.name === told.name);
  $("scene-title").textContent = scene?.title[spoken()] ?? "";
  $("scene-step").textContent = told.over ? t("scene_over") : told.stuck ? "" : filled("scene_step", { n: told.step, m: told.steps });
  $("scene-now").textContent = told.stuck ? t("scene_stuck") : told.now?.[spoken()] ?? "";
}

// The news of a step; what is told of a scene that was closed is not shown.
export function hearScene(news) {
  told = news;
  drawScene();
}

export function wireScenes() {
  $("scenes").addEventListener("click", () => $("scenes-dialog").showModal());
  $("scenes-close").addEventListener("click", () => $("scenes-dialog").close());
  $("scene-close").addEventListener("click", () => { told = null; drawScene(); });
}
