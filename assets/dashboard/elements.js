// Elements of the page, made and changed.

import { state } from "./state.js";

const SVG = "http://www.w3.org/2000/svg";

export const byId = (id) => document.getElementById(id);

export function make(tag, className = "", text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

/** A row of a table with such cells. */
export function line(tag, cells, className = "") {
  const tr = make("tr", className);
  tr.append(...cells.map((cell) => make(tag, "", cell)));
  return tr;
}

/** An element of a drawing. */
export function shape(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** Words in a drawing. */
export function label(x, y, text, anchor) {
  const element = shape("text", { x, y, "text-anchor": anchor });
  element.textContent = text;
  return element;
}

/** Sets a text only when it differs: a live region must not speak without need. */
export function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Builds children anew only when what they show changed, so that focus and selection stay. */
export function rebuild(element, shown, children) {
  const key = JSON.stringify([state.language, shown]);
  if (element.dataset.shown === key) return;
  element.dataset.shown = key;
  element.replaceChildren(...children());
}
