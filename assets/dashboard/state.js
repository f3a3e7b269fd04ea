// What the page knows: the latest snapshot of totals, and what its reader chose.

import { texts } from "./texts.js";

/** A kiosk that was not heard for this long is late. Kiosks that retry do so at least once a minute. */
const LATE_AFTER_MS = 120_000;

/** The desk keeps its language in this cookie: a choice on one of its pages holds on this one, and the other way round. */
const COOKIE = "desk-language";

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
  const found = document.cookie.split("; ").find((cookie) => cookie.startsWith(`${COOKIE}=`));
  return found?.slice(COOKIE.length + 1);
}

export function remember(language) {
  document.cookie = `${COOKIE}=${language}; Path=/; Max-Age=${365 * 86_400}; SameSite=Strict`;
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
