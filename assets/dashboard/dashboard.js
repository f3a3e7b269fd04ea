// The organisers' live page: one snapshot of totals at a time, drawn whole.
//
//   fetch /api/v1/totals ──▶ show(totals) ◀── EventSource /api/v1/live, event "totals"
//                              │
//                              ▼
//      state {totals, language, day, link} ──▶ render() ──▶ the page
//
// The page never adds anything up over time: every figure comes from the latest snapshot, so a
// missed event costs nothing. Times are the exhibition's, not the browser's.

import { texts } from "/texts.js";

/** A kiosk that was not heard for this long is late. Kiosks that retry do so at least once a minute. */
const LATE_AFTER_MS = 120_000;
/** With no event for this long the page asks by itself: a dead Wi-Fi link closes no connection. */
const QUIET_MS = 12_000;
const ANSWER_WITHIN_MS = 8_000;
const STEP_MINUTES = 15;
const REASONS_SHOWN = 6;
const KIOSKS_NAMED = 3;

const byId = (id) => document.getElementById(id);
const wish = new URLSearchParams(location.search);

const state = {
  totals: null,
  /** performance.now() when `totals` arrived; the browser's own clock may be wrong. */
  arrived: 0,
  language: firstLanguage(),
  /** The date that was chosen; null follows today. */
  day: wish.get("day"),
  /** "connecting", "live" or "lost". */
  link: "connecting",
};

// ---------------------------------------------------------------- the link to the server

let stream = null;
let retryAfterMs = 1_000;
let retryTimer = 0;
let quietTimer = 0;
let asking = false;

function listen() {
  stream?.close();
  stream = new EventSource("/api/v1/live");
  stream.addEventListener("totals", (event) => take(event.data));
  stream.onerror = () => {
    // The browser retries a broken stream by itself but gives up on an error answer. One way for both.
    stream.close();
    ask();
    retryLater();
  };
}

function retryLater() {
  clearTimeout(retryTimer);
  retryTimer = setTimeout(listen, retryAfterMs * (0.5 + Math.random() / 2));
  retryAfterMs = Math.min(retryAfterMs * 2, 15_000);
}

async function ask() {
  if (asking) return;
  asking = true;
  try {
    const answer = await fetch("/api/v1/totals", {
      cache: "no-store",
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    take(await answer.text());
  } catch {
    const wasLive = state.link === "live";
    state.link = "lost";
    if (wasLive) retryLater();
    render();
  } finally {
    asking = false;
    watchForQuiet();
  }
}

function take(json) {
  let totals;
  try {
    totals = JSON.parse(json);
  } catch {
    return; // A cut-off event; the next snapshot is whole again.
  }
  // An answer that an event overtook must not take the page back; a server clock set right may.
  const step = state.totals ? totals.server_time_ms - state.totals.server_time_ms : 0;
  if (step < 0 && step > -60_000) return;
  state.totals = totals;
  state.arrived = performance.now();
  state.link = "live";
  if (stream?.readyState === EventSource.OPEN) retryAfterMs = 1_000;
  watchForQuiet();
  renderSoon();
}

function watchForQuiet() {
  clearTimeout(quietTimer);
  quietTimer = setTimeout(ask, state.link === "lost" ? 4_000 : QUIET_MS);
}

// ---------------------------------------------------------------- words, numbers and times

function firstLanguage() {
  const asked = wish.get("lang") ?? remembered();
  return asked in texts ? asked : "vi";
}

function remembered() {
  try {
    return localStorage.getItem("language");
  } catch {
    return null; // Storage can be forbidden; the page then starts in Vietnamese each time.
  }
}

function remember(language) {
  try {
    localStorage.setItem("language", language);
  } catch {
    // As above: nothing is lost but the choice.
  }
}

/** The text with this key, its gaps filled; `fill.n` also picks the plural form. */
function say(key, fill = {}) {
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

const number = (n) => new Intl.NumberFormat(texts[state.language].locale).format(n);

/** A text of the catalogue in the page's language, or as near as it was written. */
const localized = (text) =>
  text?.[state.language] ?? text?.en ?? text?.vi ?? Object.values(text ?? {})[0];

/** The exhibition's local time of an instant, as a Date whose UTC fields are local ones. */
const local = (ms) => new Date(ms + state.totals.utc_offset_minutes * 60_000);

const two = (n) => String(n).padStart(2, "0");
const clockOf = (minute) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
const minuteOf = (ms) => local(ms).getUTCHours() * 60 + local(ms).getUTCMinutes();

/** "10:42", or "10:42 on 5 Sep" when that was not today. */
function moment(ms) {
  const time = clockOf(minuteOf(ms));
  const date = local(ms).toISOString().slice(0, 10);
  return date === state.totals.today ? time : say("time_on", { time, day: shortDate(date) });
}

function dateParts(date) {
  const at = new Date(`${date}T00:00:00Z`);
  const words = texts[state.language];
  const month = at.getUTCMonth();
  return {
    weekday: words.weekdays[at.getUTCDay()],
    day: String(at.getUTCDate()),
    month: words.months?.[month] ?? String(month + 1),
    year: String(at.getUTCFullYear()),
  };
}

const shortDate = (date) => say("day_month", dateParts(date));
const longDate = (date) => say("long_date", dateParts(date));

/** The server's clock. It stands still while the link is lost, as the figures do. */
function serverNow() {
  const since = state.link === "live" ? performance.now() - state.arrived : 0;
  return state.totals.server_time_ms + since;
}

// ---------------------------------------------------------------- drawing the page

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
  renderLists(day);
  renderCurve(day);
}

function renderLink() {
  const { totals, link } = state;
  const lost = link === "lost";
  byId("banner").hidden = !lost;
  put(byId("banner"), lost ? (totals ? say("lost", { time: moment(totals.server_time_ms) }) : say("unreachable")) : "");
  put(byId("complete"), totals ? completeness() : say("connecting"));
  byId("status").classList.toggle("partial", Boolean(totals) && (totals.kiosks.length === 0 || troubles().length > 0));
}

/** What the figures may lack, one clause a kiosk, the longest silent first. */
function troubles() {
  return state.totals.kiosks
    .filter((kiosk) => isLate(kiosk) || kiosk.waiting > 0)
    .sort((a, b) => (a.last_heard_ms ?? 0) - (b.last_heard_ms ?? 0))
    .map((kiosk) => {
      if (kiosk.last_heard_ms === null) return say("kiosk_never", { id: kiosk.id });
      if (isLate(kiosk)) return say("kiosk_late", { id: kiosk.id, time: moment(kiosk.last_heard_ms) });
      return say("kiosk_waiting", { id: kiosk.id, n: kiosk.waiting });
    });
}

function completeness() {
  const { complete_to_ms: to, kiosks } = state.totals;
  if (kiosks.length === 0) return say("no_kiosks");
  const clauses = troubles();
  const named = clauses.slice(0, KIOSKS_NAMED);
  if (clauses.length > named.length) named.push(say("kiosks_more", { n: clauses.length - named.length }));
  const first = to === null ? say("not_complete") : say("complete", { time: moment(to) });
  return [first, ...named].join("; ");
}

const isLate = (kiosk) =>
  kiosk.last_heard_ms === null || serverNow() - kiosk.last_heard_ms > LATE_AFTER_MS;

/** The chosen day; else today; else, outside the exhibition, the last day before or the first one. */
function shownDay() {
  const { days, today } = state.totals;
  const past = days.filter((day) => day.date <= today);
  return days.find((day) => day.date === state.day) ?? past.at(-1) ?? days[0] ?? emptyDay(today);
}

const emptyDay = (date) => ({
  date, entries: 0, reentries: 0, exits: 0, inside: 0, unique_visitors: 0, tickets: 0,
  refused: 0, conflicts: 0, gates: [], types: [], reasons: [], curve: [],
});

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
  put(byId("inside-note"), peak ? say("peak", { n: peak.inside, time: peakTime(peak) }) : "");
  put(byId("entries-note"), say("reentries", { n: day.reentries }));
  put(byId("exits-note"), say("refusals", { n: day.refused }));
  put(byId("visitors-note"), say("tickets", { n: day.tickets }));
  const inside = `${say(isToday ? "inside" : "inside_past")}: ${number(day.inside)}`;
  document.title = `${inside} · ${localized(state.totals.name)}`;
}

const peakOf = (day) =>
  day.curve.reduce((best, point) => (point.inside > (best?.inside ?? 0) ? point : best), null);

/** A step's figure holds at its end, or now while the step lasts. */
const peakTime = (peak) => {
  const end = peak.minute + STEP_MINUTES;
  return clockOf(shownDay().date === state.totals.today ? Math.min(end, minuteOf(serverNow())) : end);
};

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

function renderLists(day) {
  const { totals } = state;
  byId("conflicts").hidden = day.conflicts === 0;
  put(byId("conflict-count"), number(day.conflicts));
  put(byId("refused"), number(day.refused));

  const gates = withZeros(day.gates, "gate", Object.keys(totals.gate_names ?? {}));
  table(byId("gates"), [say("gate"), say("in"), say("out")], gates.map((gate) => ({
    cells: [localized(totals.gate_names?.[gate.gate]) ?? gate.gate, number(gate.entries), number(gate.exits)],
    bar: [gate.entries, gate.exits],
  })));

  const types = day.types.filter((kind) => kind.entries || kind.exits).sort((a, b) => b.entries - a.entries);
  table(byId("types"), [say("type"), say("in"), say("out")], types.map((kind) => ({
    cells: [
      localized(totals.type_names?.[kind.kind]) ?? say("type_number", { n: String(kind.kind) }),
      number(kind.entries),
      number(kind.exits),
    ],
    bar: [kind.entries, 0],
  })), say("no_entries"));

  const reasons = foldTail([...day.reasons].sort((a, b) => b.count - a.count));
  table(byId("reasons"), [say("reason"), say("scans")], reasons.map((reason) => ({
    cells: [reason.code ? (texts[state.language].reasons[reason.code] ?? reason.code) : say("other_reasons"), number(reason.count)],
    bar: [0, reason.count],
  })), say("no_refusals"));

  rebuild(byId("kiosks"), [totals.kiosks.map((kiosk) => ({ ...kiosk, late: isLate(kiosk) }))], () =>
    totals.kiosks.length === 0 ? [make("li", "empty", say("no_kiosks"))] : totals.kiosks.map(kioskItem));
}

function kioskItem(kiosk) {
  const item = make("li", isLate(kiosk) ? "kiosk late" : "kiosk");
  const head = make("p");
  head.append(make("b", "", kiosk.id), " ", make("span", "note", localized(state.totals.gate_names?.[kiosk.gate]) ?? kiosk.gate));
  const heard = make("p", "heard");
  if (isLate(kiosk)) heard.append(make("span", "badge", say("late")), " ");
  heard.append(kiosk.last_heard_ms === null ? say("never") : say("heard", { time: moment(kiosk.last_heard_ms) }));
  item.append(head, heard);
  if (kiosk.waiting > 0) item.append(make("p", "wants-a-look", say("waiting", { n: kiosk.waiting })));
  if (kiosk.set_aside > 0) item.append(make("p", "wants-a-look", say("set_aside", { n: kiosk.set_aside })));
  return item;
}

/** The list with a row of zeros for each id that it lacks, so that a quiet gate is seen to be quiet. */
function withZeros(list, key, ids) {
  const missing = ids.filter((id) => !list.some((row) => row[key] === id));
  return [...list, ...missing.map((id) => ({ [key]: id, entries: 0, exits: 0 }))];
}

function foldTail(reasons) {
  if (reasons.length <= REASONS_SHOWN) return reasons;
  const tail = reasons.slice(REASONS_SHOWN - 1);
  return [
    ...reasons.slice(0, REASONS_SHOWN - 1),
    { code: null, count: tail.reduce((sum, reason) => sum + reason.count, 0) },
  ];
}

/** Fills a table: the first cell of a row is its name, the others are figures; the bar shows people in and out. */
function table(element, head, rows, whenEmpty = "") {
  rebuild(element, [head, rows, whenEmpty], () => {
    if (rows.length === 0) return [line("td", [whenEmpty], "empty")];
    const largest = Math.max(1, ...rows.map(({ bar: [ins, outs] }) => ins + outs));
    const body = rows.map((row) => {
      const tr = line("td", row.cells);
      const name = make("th", "", row.cells[0]);
      name.scope = "row";
      tr.firstChild.replaceWith(name);
      const bar = make("span", "bar");
      bar.style.setProperty("--in", `${(row.bar[0] / largest) * 100}%`);
      bar.style.setProperty("--all", `${((row.bar[0] + row.bar[1]) / largest) * 100}%`);
      name.append(bar);
      return tr;
    });
    const header = line("th", head);
    for (const cell of header.children) cell.scope = "col";
    return [header, ...body];
  });
}

function line(tag, cells, className = "") {
  const tr = make("tr", className);
  tr.append(...cells.map((cell) => make(tag, "", cell)));
  return tr;
}

// ---------------------------------------------------------------- the curve of the day

const SVG = "http://www.w3.org/2000/svg";
const plot = { width: 0, height: 0, points: [], x: null };

function renderCurve(day) {
  const { width, height } = plot;
  if (width === 0) return;
  const isToday = day.date === state.totals.today;
  const now = isToday ? minuteOf(serverNow()) : null;
  const nowStep = now === null ? null : Math.floor(now / 5) * 5;
  rebuild(byId("plot"), [day.curve, nowStep, width, height], () =>
    day.curve.length === 0 ? [make("p", "empty", say("curve_empty"))] : [drawing(day, nowStep)]);
  rebuild(byId("steps"), [day.curve], () => [
    line("th", [say("from"), say("in"), say("out"), say("inside_short")]),
    ...day.curve.map((point) =>
      line("td", [clockOf(point.minute), number(point.entries), number(point.exits), number(point.inside)])),
  ]);
  byId("table").hidden = day.curve.length === 0;
  if (day.curve.length === 0) {
    plot.points = [];
    put(byId("readout"), "");
  } else if (byId("readout").dataset.day !== day.date || !byId("readout").dataset.pinned) {
    readout(day.curve.at(-1), false);
  }
  byId("readout").dataset.day = day.date;
}

/** Above, how many are inside; below, on the same hours, bars up for entries and down for exits. */
function drawing(day, now) {
  const { width, height } = plot;
  const em = parseFloat(getComputedStyle(byId("plot")).fontSize);
  const top = niceCeiling(Math.max(1, ...day.curve.map((point) => point.inside)));
  const left = em * (0.64 * Math.max(4, number(top).length) + 0.7);
  const right = width - em * 1.5;
  const first = Math.floor(day.curve[0].minute / 60) * 60;
  const end = Math.max(day.curve.at(-1).minute + STEP_MINUTES, now ?? 0);
  const last = Math.max(Math.ceil(end / 60) * 60, first + 180);
  const x = (minute) => left + ((minute - first) / (last - first)) * (right - left);
  const upper = { top: em * 2.1, bottom: height * 0.52 };
  const lower = { top: upper.bottom + em * 2.3, bottom: height - em * 2.3 };

  const svg = shape("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img" });
  const peak = peakOf(day);
  svg.setAttribute("aria-label", peak ? say("curve_spoken", { n: peak.inside, time: peakTime(peak) }) : say("curve"));

  // Hours, as far apart as their labels need.
  const every = [60, 120, 180, 240].find((step) => x(first + step) - x(first) > em * 3.2) ?? 360;
  for (let minute = first; minute <= last; minute += every) {
    svg.append(
      shape("line", { class: "grid", x1: x(minute), x2: x(minute), y1: upper.top, y2: lower.bottom }),
      label(x(minute), height - em * 0.5, clockOf(minute), "middle"),
    );
  }

  // How many are inside, as steps: a step's figure holds at its end.
  const yInside = (n) => upper.bottom - (Math.max(n, 0) / top) * (upper.bottom - upper.top);
  for (const n of [0, top / 2, top]) {
    svg.append(shape("line", { class: "grid", x1: left, x2: right, y1: yInside(n), y2: yInside(n) }));
    if (Number.isInteger(n)) svg.append(label(left - em * 0.5, yInside(n) + em * 0.33, number(n), "end"));
  }
  const corners = [[x(day.curve[0].minute), yInside(0)]];
  for (const point of day.curve) corners.push([x(Math.min(point.minute + STEP_MINUTES, now ?? Infinity)), yInside(point.inside)]);
  const latest = day.curve.at(-1).inside;
  if (now !== null && now > end - STEP_MINUTES) corners.push([x(now), yInside(latest)]);
  const path = corners.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(" L");
  svg.append(
    shape("path", { class: "area", d: `M${path} L${corners.at(-1)[0].toFixed(1)},${yInside(0)} Z` }),
    shape("path", { class: "line", d: `M${path}` }),
  );

  // Entries upwards, exits downwards, on one scale.
  const mostIn = Math.max(1, ...day.curve.map((point) => point.entries));
  const mostOut = Math.max(0, ...day.curve.map((point) => point.exits));
  const unit = (lower.bottom - lower.top) / (mostIn + mostOut);
  const zero = lower.top + mostIn * unit;
  const room = x(first + STEP_MINUTES) - x(first);
  for (const point of day.curve) {
    const at = { x: x(point.minute) + room * 0.12, width: Math.max(room * 0.76, 1) };
    if (point.entries) svg.append(shape("rect", { class: "in", ...at, y: zero - point.entries * unit, height: point.entries * unit }));
    if (point.exits) svg.append(shape("rect", { class: "out", ...at, y: zero, height: point.exits * unit }));
  }
  svg.append(shape("line", { class: "axis", x1: left, x2: right, y1: zero, y2: zero }));
  for (const [n, y] of [[mostIn, zero - mostIn * unit], [mostOut, zero + mostOut * unit]]) {
    if (n * unit > em * 0.6) svg.append(label(left - em * 0.5, y + em * 0.33, number(n), "end"));
  }
  svg.append(label(left - em * 0.5, zero + em * 0.33, number(0), "end"));

  legend(svg, em, left, em * 1.1, [["inside", "curve_inside"]]);
  legend(svg, em, left, lower.top - em * 0.75, [["in", "curve_entries"], ["out", "curve_exits"]]);
  if (now !== null) {
    svg.append(
      shape("line", { class: "now", x1: x(now), x2: x(now), y1: upper.top, y2: lower.bottom }),
      label(Math.min(x(now), right - em), upper.top - em * 0.5, say("now"), "middle"),
    );
  }
  svg.append(shape("rect", { class: "cursor", id: "cursor", x: -room, width: room, y: upper.top, height: lower.bottom - upper.top }));
  Object.assign(plot, { points: day.curve, x, first, last, left, right });
  return svg;
}

function legend(svg, em, x, y, entries) {
  for (const [kind, key] of entries) {
    svg.append(shape("rect", { class: `key ${kind}`, x, y: y - em * 0.62, width: em * 0.7, height: em * 0.7, rx: em * 0.12 }));
    const words = label(x + em, y, say(key), "start");
    words.classList.add("strong");
    svg.append(words);
    x += em * (2 + say(key).length * 0.52);
  }
}

/** The next round number from 1, 2, 4, 5, 6, 8 and ten times these; even where halves are drawn. */
function niceCeiling(n) {
  const ten = 10 ** Math.floor(Math.log10(n));
  return Math.max(2, ([1, 2, 4, 6, 8].find((step) => step * ten >= n) ?? 10) * ten);
}

function readout(point, pinned) {
  const element = byId("readout");
  put(element, say("step", {
    from: clockOf(point.minute), to: clockOf(point.minute + STEP_MINUTES),
    entries: point.entries, exits: point.exits, inside: point.inside,
  }));
  if (pinned) element.dataset.pinned = "1";
  else delete element.dataset.pinned;
  const cursor = byId("cursor");
  if (cursor) cursor.setAttribute("x", pinned ? plot.x(point.minute) : -plot.width);
}

function pointAt(event) {
  if (plot.points.length === 0) return;
  const px = event.clientX - byId("plot").getBoundingClientRect().left;
  const share = (px - plot.left) / (plot.right - plot.left);
  const minute = plot.first + share * (plot.last - plot.first);
  const step = Math.floor((minute - plot.points[0].minute) / STEP_MINUTES);
  const point = plot.points[Math.min(Math.max(step, 0), plot.points.length - 1)];
  readout(point, true);
}

function leavePlot() {
  if (plot.points.length > 0) readout(plot.points.at(-1), false);
}

// ---------------------------------------------------------------- elements

function make(tag, className = "", text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

function shape(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function label(x, y, text, anchor) {
  const element = shape("text", { x, y, "text-anchor": anchor });
  element.textContent = text;
  return element;
}

/** Sets a text only when it differs: a live region must not speak without need. */
function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Builds children anew only when what they show changed, so that focus and selection stay. */
function rebuild(element, shown, children) {
  const key = JSON.stringify([state.language, shown]);
  if (element.dataset.shown === key) return;
  element.dataset.shown = key;
  element.replaceChildren(...children());
}

// ---------------------------------------------------------------- beginning

for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    state.language = button.dataset.language;
    remember(state.language);
    render();
  });
}
new ResizeObserver(([entry]) => {
  plot.width = Math.round(entry.contentRect.width);
  plot.height = Math.round(entry.contentRect.height);
  renderSoon();
}).observe(byId("plot"));
byId("plot").addEventListener("pointermove", pointAt);
byId("plot").addEventListener("pointerdown", pointAt);
byId("plot").addEventListener("pointerleave", leavePlot);
addEventListener("online", ask);
document.addEventListener("visibilitychange", () => document.hidden || ask());
// The clock moves, kiosks grow late and the day turns without any event.
setInterval(renderSoon, 5_000);

render();
ask();
listen();
