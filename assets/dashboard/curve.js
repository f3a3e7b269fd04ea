// The curve of the day: an SVG drawing, the same as a table, and a line that reads out one step.

import { byId, label, line, make, put, rebuild, shape } from "./elements.js";
import { serverNow, shownDay, state } from "./state.js";
import { clockOf, minuteOfToday, number, say, shortDate } from "./words.js";

const STEP_MINUTES = 15;

/** The plot on a sheet of A4, in pixels and with the letters that `@media print` gives it. */
const ON_PAPER = { width: 690, height: 190, em: 11 };

const plot = { width: 0, height: 0, em: 16, points: [], x: null };

/** Prepares the plot; `whenResized` is called when it has another size and wants to be drawn again. */
export function watchPlot(whenResized) {
  new ResizeObserver(([entry]) => {
    plot.width = Math.round(entry.contentRect.width);
    plot.height = Math.round(entry.contentRect.height);
    plot.em = parseFloat(getComputedStyle(byId("plot")).fontSize);
    whenResized();
  }).observe(byId("plot"));
  let onScreen = plot;
  addEventListener("beforeprint", () => {
    onScreen = { width: plot.width, height: plot.height, em: plot.em };
    drawAt(ON_PAPER);
  });
  addEventListener("afterprint", () => drawAt(onScreen));
  byId("plot").addEventListener("pointermove", pointAt);
  byId("plot").addEventListener("pointerdown", pointAt);
  byId("plot").addEventListener("pointerleave", leavePlot);
}

/** Draws the day at once in another size. */
function drawAt(size) {
  Object.assign(plot, size);
  if (state.totals) renderCurve(shownDay());
}

/** Draws a day. */
export function renderCurve(day) {
  const { width, height } = plot;
  if (width === 0) return;
  const isToday = day.date === state.totals.today;
  const now = isToday ? minuteOfToday(serverNow()) : null;
  const nowStep = now === null ? null : Math.floor(now / 5) * 5;
  const before = dayBefore(day);
  rebuild(byId("plot"), [day.curve, before, nowStep, width, height], () =>
    day.curve.length === 0 ? [make("p", "empty", say("curve_empty"))] : [drawing(day, before, nowStep)]);
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

/** The date and the curve of the day before, to compare with; null when nobody came on it. */
function dayBefore(day) {
  const before = state.totals.days.filter((other) => other.date < day.date).at(-1);
  return before?.curve.length ? { date: before.date, curve: before.curve } : null;
}

/** The step at whose end most people were inside; null when nobody ever was. */
export const peakOf = (day) =>
  day.curve.reduce((best, point) => (point.inside > (best?.inside ?? 0) ? point : best), null);

/** A step's figure holds at its end, or now while the step lasts. */
export const peakTime = (peak) => {
  const end = peak.minute + STEP_MINUTES;
  return clockOf(shownDay().date === state.totals.today ? Math.min(end, minuteOfToday(serverNow())) : end);
};

/** Above, how many are inside, and were the day before; below, on the same hours, bars up for entries and down for exits. */
function drawing(day, before, now) {
  const { width, height, em } = plot;
  const inAll = [...(before?.curve ?? []), ...day.curve];
  const top = niceCeiling(Math.max(1, ...inAll.map((point) => point.inside)));
  const left = em * (0.64 * Math.max(4, number(top).length) + 0.7);
  const right = width - em * 1.5;
  const opening = Math.floor(Math.min(...inAll.map((point) => point.minute)) / 60) * 60;
  const own = Math.max(day.curve.at(-1).minute + STEP_MINUTES, now ?? 0);
  const end = Math.max(own, ...inAll.map((point) => point.minute + STEP_MINUTES));
  // Three hours at least, and none after midnight unless the evening goes on.
  const evening = end > 24 * 60 ? Infinity : 24 * 60;
  const last = Math.min(Math.max(Math.ceil(end / 60) * 60, opening + 180), evening);
  const first = Math.min(opening, last - 180);
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
  if (now !== null && now > own - STEP_MINUTES) corners.push([x(now), yInside(latest)]);
  const path = corners.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(" L");
  svg.append(
    shape("path", { class: "area", d: `M${path} L${corners.at(-1)[0].toFixed(1)},${yInside(0)} Z` }),
    shape("path", { class: "line", d: `M${path}` }),
  );
  if (before) {
    const earlier = before.curve.map((point) => `${x(point.minute + STEP_MINUTES).toFixed(1)},${yInside(point.inside).toFixed(1)}`);
    svg.append(shape("path", { class: "line before", d: `M${earlier.join(" L")}` }));
  }

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

  const earlier = before ? [["before", say("curve_before", { day: shortDate(before.date) })]] : [];
  legend(svg, em, left, em * 1.1, [["inside", say("curve_inside")], ...earlier]);
  legend(svg, em, left, lower.top - em * 0.75, [["in", say("curve_entries")], ["out", say("curve_exits")]]);
  if (now !== null) {
    svg.append(
      shape("line", { class: "now", x1: x(now), x2: x(now), y1: upper.top, y2: lower.bottom }),
      // Where it is early, beside its line: nothing is drawn of what is still to come.
      x(now) < left + em * 12
        ? label(x(now) + em * 0.4, upper.top + em, say("now"), "start")
        : label(Math.min(x(now), right - em), upper.top - em * 0.5, say("now"), "middle"),
    );
  }
  svg.append(shape("rect", { class: "cursor", id: "cursor", x: -room, width: room, y: upper.top, height: lower.bottom - upper.top }));
  Object.assign(plot, { points: day.curve, x, first, last, left, right });
  return svg;
}

function legend(svg, em, x, y, entries) {
  for (const [kind, text] of entries) {
    svg.append(shape("rect", { class: `key ${kind}`, x, y: y - em * 0.62, width: em * 0.7, height: em * 0.7, rx: em * 0.12 }));
    const words = label(x + em, y, text, "start");
    words.classList.add("strong");
    svg.append(words);
    x += em * (2 + text.length * 0.52);
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
