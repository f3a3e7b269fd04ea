// What happens in the halls: places in sessions, visits to booths and villages.

import { byId, line, make, put, rebuild } from "./elements.js";
import { isSilent, serverNow, state } from "./state.js";
import { table } from "./table.js";
import { clockOf, localized, moment, number, say } from "./words.js";

/** Draws the halls on a day. */
export function renderHalls(day) {
  const { totals } = state;
  const sessions = (totals.sessions ?? []).filter((session) => session.date === day.date);
  renderSessions(sessions.map((session) => ({ ...session, begun: serverNow() >= session.starts_ms })));
  renderVillages(day.booths ?? []);
  renderBooths(day.booths ?? []);
}

/** The sessions with only so many places, in order of time. */
function renderSessions(sessions) {
  byId("sessions-panel").hidden = sessions.length === 0;
  const open = sessions.filter((session) => !session.begun);
  put(byId("sessions-complete"), open.length === 0 ? "" : say("places_complete", { time: moment(heardOf(open)) }));
  byId("sessions-complete").classList.toggle("wants-a-look", open.some((session) => doubts(session).length > 0));
  const shown = sessions.map((session) => ({ ...session, said: session.begun ? [] : doubts(session) }));
  rebuild(byId("sessions"), shown, () => {
    const header = line("th", [say("session"), say("places_taken"), say("places_with_kiosks"), say("places_left")]);
    for (const cell of header.children) cell.scope = "col";
    return [header, ...shown.map(sessionLine)];
  });
}

function sessionLine(session) {
  const withKiosks = unused(session);
  const row = line("td", [
    "",
    say("of_places", { n: session.taken, places: session.places }),
    session.begun ? "–" : number(withKiosks),
    session.begun ? "–" : number(session.left),
  ], session.begun ? "begun" : "");
  const name = make("th");
  name.scope = "row";
  name.append(make("b", "", clockOf(session.minute)), ` ${localized(session.title)}`);
  if (!session.begun && session.left === 0) name.append(" ", make("span", "badge", say("no_places_left")));
  for (const words of session.said) name.append(make("p", "wants-a-look", words));
  const bar = make("span", "bar places");
  const share = (n) => `${(Math.min(n, session.places) / Math.max(session.places, 1)) * 100}%`;
  bar.style.setProperty("--in", share(session.taken));
  bar.style.setProperty("--all", share(session.taken + (session.begun ? 0 : withKiosks)));
  name.append(bar);
  row.firstChild.replaceWith(name);
  return row;
}

const parts = (session) => session.kiosks ?? [];
const unused = (session) => parts(session).reduce((sum, part) => sum + part.unused, 0);

/** What may be otherwise than it says here: places with kiosks that are not heard, and places that nobody is granted. */
function doubts(session) {
  const silent = parts(session)
    .filter((part) => part.unused > 0 && isSilent(part.heard_ms))
    .map((part) => (part.heard_ms == null
      ? say("places_unheard", { id: part.kiosk, n: part.unused })
      : say("places_silent", { id: part.kiosk, n: part.unused, time: moment(part.heard_ms) })));
  const waits = session.waits_for ?? [];
  return waits.length === 0 ? silent : [...silent, say("places_held", { list: waits.join(", ") })];
}

/** Up to when the places of these sessions are known: a kiosk that holds some was heard last then. */
function heardOf(sessions) {
  const heard = sessions.flatMap(parts).filter((part) => part.unused > 0 && part.heard_ms != null);
  return Math.min(state.totals.server_time_ms, ...heard.map((part) => part.heard_ms));
}

/** The villages whose booths anybody visited or looked up, the most visited first. */
function renderVillages(booths) {
  const { booth_villages: villageOf = {}, village_names: names = {} } = state.totals;
  const villages = new Map();
  for (const booth of booths) {
    const id = villageOf[booth.booth];
    if (id === undefined) continue;
    const sum = villages.get(id) ?? { id, people: 0, lookups: 0 };
    sum.people += booth.people;
    sum.lookups += booth.lookups;
    villages.set(id, sum);
  }
  byId("villages-panel").hidden = villages.size === 0;
  const top = [...villages.values()].sort((a, b) => b.people - a.people || b.lookups - a.lookups);
  table(byId("villages"), [say("village"), say("booth_people"), say("booth_lookups")], top.map((village) => ({
    cells: [localized(names[village.id]) ?? village.id, number(village.people), number(village.lookups)],
    bar: [village.people, 0],
  })));
}

/** The booths that anybody visited or looked up, the most visited first. */
function renderBooths(booths) {
  byId("booths-panel").hidden = booths.length === 0;
  put(byId("booths-total"), number(booths.reduce((sum, booth) => sum + booth.people, 0)));
  const top = [...booths].sort((a, b) => b.people - a.people || b.lookups - a.lookups || a.booth - b.booth);
  const head = [say("booth"), say("booth_people"), say("booth_tickets"), say("booth_repeats"), say("booth_lookups")];
  table(byId("booths"), head, top.map((booth) => ({
    cells: [
      boothName(booth.booth),
      number(booth.people),
      number(booth.visits),
      number(booth.repeats),
      number(booth.lookups),
    ],
    bar: [booth.people, 0],
  })));
}

function boothName(booth) {
  const name = localized(state.totals.booth_names?.[booth]);
  return name ? `${booth} · ${name}` : say("booth_number", { n: String(booth) });
}
