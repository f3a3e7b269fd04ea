// The organisers' live page: one snapshot of totals at a time, drawn whole.
//
//   fetch /api/v1/totals ──▶ live.js ◀── EventSource /api/v1/live, events "totals" and "changes"
//                              │
//                              ▼
//      state.js {totals, language, day, link} ──▶ render() ──▶ the page: its head and figures here,
//                                                 the rest in curve.js, lists.js, halls.js and alerts.js
//
// The page never adds anything up over time: every figure comes from the latest snapshot, so a
// missed event costs nothing. Times are the exhibition's, not the browser's.

import { renderAlerts } from "./alerts.js";
import { peakOf, peakTime, renderCurve, watchPlot } from "./curve.js";
import { byId, make, put, rebuild } from "./elements.js";
import { renderHalls } from "./halls.js";
import { renderLists } from "./lists.js";
import { ask, connect } from "./live.js";
import { isLate, remember, serverNow, shownDay, state } from "./state.js";
import { clockOf, dateParts, localized, longDate, minuteOf, moment, number, say, shortDate } from "./words.js";

const KIOSKS_NAMED = 3;

let waitingForFrame = false;

/** Draws in the next frame, once, however many snapshots arrive until then. */
function renderSoon() {
  if (waitingForFrame) return;
  waitingForFrame = true;
  requestAnimationFrame(() => {
    waitingForFrame = false;
    render();
  });
}

function render() {
  document.documentElement.lang = state.language;
  document.body.dataset.state = state.link;
  for (const element of document.querySelectorAll("[data-text]")) {
    put(element, say(element.dataset.text));
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", say(element.dataset.label));
  }
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === state.language));
  }
  renderLink();
  if (!state.totals) {
    put(byId("name"), say("page"));
    document.title = say("page");
    return;
  }
  byId("figures").hidden = false;
  const day = shownDay();
  renderHead(day);
  renderFigures(day);
  renderAlerts();
  renderLists(day);
  renderHalls(day);
  renderCurve(day);
}

function renderLink() {
  const { totals, link } = state;
  const lost = link === "lost";
  const banner = lost ? [totals ? say("lost", { time: moment(totals.server_time_ms) }) : say("unreachable")] : warnings();
  byId("banner").hidden = banner.length === 0;
  put(byId("banner"), banner.join(" "));
  put(byId("complete"), totals ? completeness() : say("connecting"));
  byId("status").classList.toggle("partial", Boolean(totals) && (totals.kiosks.length === 0 || troubles().length > 0));
}

/** What is wrong with the server's own data, a sentence each; one of a later server is passed over. */
function warnings() {
  const known = (state.totals?.warnings ?? []).filter(({ kind }) => say(`warning_${kind}`) !== `warning_${kind}`);
  return known.map(({ kind, ...fill }) => say(`warning_${kind}`, { ...fill, list: (fill.unheard ?? fill.kiosks)?.join(", ") }));
}

/** What the figures may lack, one clause a kiosk, the longest silent first. */
function troubles() {
  return state.totals.kiosks
    .filter((kiosk) => isLate(kiosk) || kiosk.waiting > 0 || doubtful(kiosk) > 0)
    .sort((a, b) => (a.last_heard_ms ?? 0) - (b.last_heard_ms ?? 0))
    .map((kiosk) => {
      if (kiosk.last_heard_ms == null) return say("kiosk_never", { id: kiosk.id });
      if (isLate(kiosk)) return say("kiosk_late", { id: kiosk.id, time: moment(kiosk.last_heard_ms) });
      if (kiosk.waiting > 0) return say("kiosk_waiting", { id: kiosk.id, n: kiosk.waiting });
      return say("kiosk_clock", { id: kiosk.id, n: doubtful(kiosk) });
    });
}

/** Records whose time is ahead of their receipt, or not known. */
const doubtful = (kiosk) => (kiosk.ahead ?? 0) + (kiosk.untimed ?? 0);

function completeness() {
  const { complete_to_ms: to, kiosks } = state.totals;
  if (kiosks.length === 0) return say("no_kiosks");
  const clauses = troubles();
  const named = clauses.slice(0, KIOSKS_NAMED);
  if (clauses.length > named.length) named.push(say("kiosks_more", { n: clauses.length - named.length }));
  const first = to == null ? say("not_complete") : say("complete", { time: moment(to) });
  return [first, ...named].join("; ");
}

function renderHead(day) {
  const { totals } = state;
  put(byId("name"), localized(totals.name));
  put(byId("date"), longDate(day.date));
  put(byId("clock"), clockOf(minuteOf(serverNow())));
  rebuild(byId("days"), [totals.days.map((one) => one.date), totals.today, day.date], () =>
    totals.days.map((one) => {
      const button = make("button", "day");
      button.type = "button";
      button.setAttribute("aria-pressed", String(one.date === day.date));
      const isToday = one.date === totals.today;
      button.append(
        make("span", "day-name", isToday ? say("today") : dateParts(one.date).weekday),
        make("span", "day-date", shortDate(one.date)),
      );
      button.addEventListener("click", () => {
        state.day = isToday ? null : one.date;
        render();
        document.querySelector(".day[aria-pressed=true]")?.focus();
      });
      return button;
    }));
}

function renderFigures(day) {
  const isToday = day.date === state.totals.today;
  const peak = peakOf(day);
  put(byId("inside-label"), say(isToday ? "inside" : "inside_past"));
  const figures = { inside: day.inside, entries: day.entries, exits: day.exits, visitors: day.unique_visitors };
  for (const [id, n] of Object.entries(figures)) count(id, n);
  const longest = Math.max(...Object.values(figures).map((n) => number(n).length));
  document.documentElement.style.setProperty("--characters", Math.max(longest, 4));
  const fill = isToday ? fillOf(day.inside) : null;
  const notes = [fill?.words, peak && say("peak", { n: peak.inside, time: peakTime(peak) })];
  put(byId("inside-note"), notes.filter(Boolean).join(" · "));
  byId("inside").parentElement.dataset.fill = fill?.level ?? "";
  put(byId("entries-note"), say("reentries", { n: day.reentries }));
  put(byId("exits-note"), say("refusals", { n: day.refused }));
  put(byId("visitors-note"), say("tickets", { n: day.tickets }));
  const inside = `${say(isToday ? "inside" : "inside_past")}: ${number(day.inside)}`;
  document.title = `${inside} · ${localized(state.totals.name)}`;
}

/** How full the exhibition is, where it holds only so many: in words from 80 and from 95 percent on. */
function fillOf(inside) {
  const { capacity } = state.totals;
  if (!capacity) return null;
  const percent = Math.floor((Math.max(inside, 0) / capacity) * 100);
  const level = percent >= 95 ? "full" : percent >= 80 ? "near" : "room";
  return { level, words: say(`fill_${level}`, { percent, n: capacity }) };
}

/** Sets a big figure and lets its tile glow for a moment when it changed. */
function count(id, n) {
  const tile = byId(id).parentElement;
  const before = tile.dataset.value;
  put(byId(id), number(n));
  if (before === String(n)) return;
  tile.dataset.value = String(n);
  if (before === undefined) return;
  tile.classList.remove("changed");
  void tile.offsetWidth; // Restarts the animation.
  tile.classList.add("changed");
}

for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    state.language = button.dataset.language;
    remember(state.language);
    render();
  });
}
watchPlot(renderSoon);
addEventListener("online", ask);
document.addEventListener("visibilitychange", () => document.hidden || ask());
// The clock moves, kiosks grow late and the day turns without any event.
setInterval(renderSoon, 5_000);

// By the link for wall screens the totals come without kiosks, gates and refusals.
// Only the page itself is for who is signed in; below a link there is no way to the desk.
byId("to-desk").hidden = location.pathname !== "/";
document.body.dataset.view = location.pathname.startsWith("/wall/") ? "wall" : "desk";
render();
connect(renderSoon);
