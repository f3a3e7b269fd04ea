// Words, numbers and times, in the page's language and by the exhibition's clock.

import { state } from "./state.js";
import { texts } from "./texts.js";

/** The text with this key, its gaps filled; `fill.n` also picks the plural form. */
export function say(key, fill = {}) {
  const words = texts[state.language];
  let text = words[key] ?? key;
  if (typeof text === "object") {
    const form = new Intl.PluralRules(words.locale).select(fill.n ?? 0);
    text = text[form] ?? text.other;
  }
  return text.replace(/\{(\w+)\}/g, (gap, name) => {
    const value = fill[name] ?? gap;
    return typeof value === "number" ? number(value) : value;
  });
}

/** Why scans were refused, as the first words of a line. */
export function refusal(code) {
  const words = texts[state.language][`refusal_${code}`] ?? code;
  return words[0].toUpperCase() + words.slice(1);
}

export const number = (n) => new Intl.NumberFormat(texts[state.language].locale).format(n);

/** A text of the catalogue in the page's language, or as near as it was written. */
export const localized = (text) =>
  text?.[state.language] ?? text?.en ?? text?.vi ?? Object.values(text ?? {})[0];

/** The exhibition's local time of an instant, as a Date whose UTC fields are local ones. */
const local = (ms) => new Date(ms + state.totals.utc_offset_minutes * 60_000);

const DAY_MINUTES = 24 * 60;
const two = (n) => String(n).padStart(2, "0");
/** A minute of a day; those after the next midnight are still the evening's. */
export const clockOf = (minute) => {
  const shown = minute > DAY_MINUTES ? minute - DAY_MINUTES : minute;
  return `${two(Math.floor(shown / 60))}:${two(shown % 60)}`;
};
export const minuteOf = (ms) => local(ms).getUTCHours() * 60 + local(ms).getUTCMinutes();
/** The minute of today at an instant, counted from the midnight at which its date begins. */
export const minuteOfToday = (ms) =>
  Math.floor((local(ms) - new Date(`${state.totals.today}T00:00:00Z`)) / 60_000);

/** "10:42", or "10:42 on 5 Sep" when that was not today. */
export function moment(ms) {
  const time = clockOf(minuteOf(ms));
  const date = local(ms).toISOString().slice(0, 10);
  return date === state.totals.today ? time : say("time_on", { time, day: shortDate(date) });
}

export function dateParts(date) {
  const at = new Date(`${date}T00:00:00Z`);
  const words = texts[state.language];
  return {
    weekday: words[`weekday_${at.getUTCDay()}`],
    day: String(at.getUTCDate()),
    month: words[`month_${at.getUTCMonth() + 1}`],
    year: String(at.getUTCFullYear()),
  };
}

export const shortDate = (date) => say("day_month", dateParts(date));
export const longDate = (date) => say("long_date", dateParts(date));
