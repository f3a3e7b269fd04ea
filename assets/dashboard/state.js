// What the page knows: the latest snapshot of totals, and what its reader chose.

import { texts } from "./texts.js";

/** A kiosk that was not heard for this long is late. Kiosks that retry do so at least once a minute. */
const LATE_AFTER_MS = 120_000;

const wish = new URLSearchParams(location.search);

export const state = {
  totals: null,
  /** performance.now() when `totals` arrived; the browser's own clock may be wrong. */
  arrived: 0,
  language: firstLanguage(),
  /** The date that was chosen; null follows today. */
  day: wish.get("day"),
  /** "connecting", "live" or "lost". */
  link: "connecting",
};

function firstLanguage() {
  const asked = wish.get("lang") ?? remembered();
  return Object.hasOwn(texts, asked ?? "") ? asked : "vi";
}

function remembered() {
  try {
    return localStorage.getItem("language");
  } catch {
    return null; // Storage can be forbidden; the page then starts in Vietnamese each time.
  }
}

export function remember(language) {
  try {
    localStorage.setItem("language", language);
  } catch {
    // As above: nothing is lost but the choice.
  }
}

/** The server's clock. It stands still while the link is lost, as the figures do. */
export function serverNow() {
  const since = state.link === "live" ? performance.now() - state.arrived : 0;
  return state.totals.server_time_ms + since;
}

/** Whether nothing was heard since an instant, null being never, for so long that it is odd. */
export const isSilent = (since) => since == null || serverNow() - since > LATE_AFTER_MS;

export const isLate = (kiosk) => isSilent(kiosk.last_heard_ms);

/** The chosen day; else today; else, outside the exhibition, the last day before or the first one. */
export function shownDay() {
  const { days, today } = state.totals;
  const past = days.filter((day) => day.date <= today);
  return days.find((day) => day.date === state.day) ?? past.at(-1) ?? days[0] ?? emptyDay(today);
}

const emptyDay = (date) => ({
  date, entries: 0, reentries: 0, exits: 0, inside: 0, unique_visitors: 0, tickets: 0,
  refused: 0, conflicts: 0, gates: [], types: [], reasons: [], curve: [],
});
