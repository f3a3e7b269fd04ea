// The lists beside the curve: gates, ticket types, refusals; and the kiosks.

import { byId, make, put, rebuild } from "./elements.js";
import { paceOf } from "./pace.js";
import { isLate, state } from "./state.js";
import { table } from "./table.js";
import { localized, moment, number, refusal, say } from "./words.js";

const REASONS_SHOWN = 6;

/** Draws all of them for a day. */
export function renderLists(day) {
  const { totals } = state;
  byId("conflicts").hidden = day.conflicts === 0;
  put(byId("conflict-count"), number(day.conflicts));
  put(byId("refused"), number(day.refused));

  const gates = withZeros(day.gates, "gate", Object.keys(totals.gate_names ?? {}));
  const isToday = day.date === totals.today && (totals.gates_now ?? []).length > 0;
  byId("pace-note").hidden = !isToday;
  table(byId("gates"), [say("gate"), say("in"), say("out"), ...(isToday ? [say("pace")] : [])], gates.map((gate) => {
    const pace = isToday ? paceOf(gate.gate) : null;
    return {
      cells: [
        localized(totals.gate_names?.[gate.gate]) ?? gate.gate,
        number(gate.entries),
        number(gate.exits),
        ...(isToday ? [pace ? say("pace_of", { short: tenths(pace.short), long: tenths(pace.long) }) : "–"] : []),
      ],
      bar: [gate.entries, gate.exits],
      mark: pace?.slow ? say("pace_slow") : "",
    };
  }));

  const areas = totals.areas ?? [];
  byId("areas-panel").hidden = areas.length === 0;
  table(byId("areas"), [say("area"), say("inside_short"), say("area_places")], areas.map((area) => {
    const inside = (day.zones ?? []).find((it) => it.zone === area.zone)?.inside ?? 0;
    return {
      cells: [localized(area.name), number(inside), area.capacity ? number(area.capacity) : "–"],
      bar: [Math.max(inside, 0), 0],
      most: area.capacity,
    };
  }));

  table(byId("types"), [say("type"), say("issued"), say("in"), say("out")], typesOf(day).map((row) => ({
    cells: [row.name, row.issued === undefined ? "–" : number(row.issued), number(row.entries), number(row.exits)],
    bar: [row.entries, 0],
  })), say("no_entries"));

  const overrides = day.overrides ?? 0;
  byId("types-note").hidden = overrides === 0;
  put(byId("types-note"), say("beside", { list: say("overrides", { n: overrides }) }));

  const reasons = foldTail([...day.reasons].sort((a, b) => b.count - a.count));
  table(byId("reasons"), [say("reason"), say("scans")], reasons.map((reason) => ({
    cells: [reason.code ? refusal(reason.code) : say("other_reasons"), number(reason.count)],
    bar: [0, reason.count],
  })), say("no_refusals"));

  const unknown = totals.unknown_gates ?? [];
  byId("unknown-gates").hidden = unknown.length === 0;
  put(byId("unknown-gates"), unknown.map(({ gate, records }) => say("unknown_gate", { gate, n: records })).join(" "));

  const kiosks = [...totals.kiosks].sort((a, b) => order(a) - order(b) || a.id.localeCompare(b.id));
  rebuild(byId("kiosks"), kiosks.map((kiosk) => ({ ...kiosk, late: isLate(kiosk) })), () =>
    kiosks.length === 0 ? [make("li", "empty", say("no_kiosks"))] : kiosks.map(kioskItem));
}

const tenths = (n) => Math.round(n * 10) / 10;

/** Doors come first, then halls, then booths by their numbers. */
const order = ({ role }) => (role === undefined || role === "door" ? -2 : (role.booth ?? -1));

/** Where a kiosk stands and what for. */
function placeOf({ role, gate }) {
  if (role === "hall") return say("in_hall");
  if (role?.booth !== undefined) return say("at_booth", { n: String(role.booth) });
  return say("at_door", { gate: localized(state.totals.gate_names?.[gate]) ?? gate });
}

function kioskItem(kiosk) {
  const item = make("li", isLate(kiosk) ? "kiosk late" : "kiosk");
  const head = make("p");
  head.append(make("b", "", kiosk.id), " ");
  if (kiosk.label) head.append(make("span", "", kiosk.label), " ");
  head.append(make("span", "note", placeOf(kiosk)));
  const heard = make("p", "heard");
  if (isLate(kiosk)) heard.append(make("span", "badge", say("late")), " ");
  heard.append(kiosk.last_heard_ms == null ? say("never") : say("heard", { time: moment(kiosk.last_heard_ms) }));
  item.append(head, heard);
  if (kiosk.waiting > 0) item.append(make("p", "wants-a-look", say("waiting", { n: kiosk.waiting })));
  if (kiosk.set_aside > 0) item.append(make("p", "wants-a-look", say("set_aside", { n: kiosk.set_aside })));
  if (kiosk.ahead > 0) item.append(make("p", "wants-a-look", say("ahead", { n: kiosk.ahead })));
  if (kiosk.untimed > 0) item.append(make("p", "wants-a-look", say("untimed", { n: kiosk.untimed })));
  return item;
}

/** A row for each ticket type that has tickets or passages, and one for people without a ticket: they add up. */
function typesOf(day) {
  const { issued, type_names: names } = state.totals;
  const tickets = new Map((issued ?? []).map((it) => [it.kind, it.tickets]));
  const rows = withZeros(day.types, "kind", [...tickets.keys()]).map((it) => ({
    ...it,
    name: localized(names?.[it.kind]) ?? say("type_number", { n: String(it.kind) }),
    issued: tickets.get(it.kind) ?? 0,
  }));
  const without = day.without_ticket;
  if (without) rows.push({ ...without, name: say("without_ticket") });
  return rows.sort((a, b) => b.entries - a.entries);
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
