// What organisers have to hear of at once: a full house, a silent device, unusually many refusals. Each is told once when it
// begins, on the page until somebody has seen it, and by the browser where that was asked for.

import { byId, make, put, rebuild } from "./elements.js";
import { refusalsWithin } from "./pace.js";
import { isLate, state } from "./state.js";
import { localized, moment, say } from "./words.js";

/** From which part of the places on, in percent; and how far it has to fall before it counts as over. */
const LEVELS = [80, 95];
const SLACK = 3;
/** Refusals are unusual from so many on, and from such a part of all scans. */
const REFUSALS_LEAST = 10;
const REFUSALS_PERCENT = 20;
const WINDOW_MINUTES = 15;
const SHOWN = 3;
const STORE = "alerts";
const WANTED = "alerts-by-browser";

/** By key: how far it has come, what it said, and whether somebody has seen it. */
let known = restored(STORE) ?? {};

/** How far each condition has come now; 0 is nothing. `before` is how far it had come. */
export function conditions(before = (key) => known[key]?.level ?? 0) {
  const { totals } = state;
  const today = totals.days.find((day) => day.date === totals.today);
  const found = [];
  const fills = (key, name, inside, capacity) => {
    if (!capacity) return;
    const percent = Math.floor((Math.max(inside, 0) / capacity) * 100);
    const level = LEVELS.filter((from, index) => percent >= from - (before(key) > index ? SLACK : 0)).length;
    found.push({ key, level, text: `alert_${name === null ? "house" : "area"}_${level}`, fill: { area: name, percent, n: inside, places: capacity } });
  };
  fills("house", null, today?.inside ?? 0, totals.capacity);
  for (const area of totals.areas ?? []) {
    const inside = (today?.zones ?? []).find((it) => it.zone === area.zone)?.inside ?? 0;
    fills(`area-${area.zone}`, localized(area.name), inside, area.capacity);
  }
  for (const kiosk of totals.kiosks) {
    const key = `silent-${kiosk.id}`;
    if (kiosk.last_heard_ms == null) continue;
    const time = moment(kiosk.last_heard_ms);
    found.push({ key, level: Number(isLate(kiosk)), text: "alert_silent", fill: { id: kiosk.label ? `${kiosk.id} (${kiosk.label})` : kiosk.id, time } });
  }
  found.push(refusals(today, before("refusals") > 0));
  return found;
}

/** Refusals are unusually many against what the day was before, too. */
function refusals(day, was) {
  const { refused, people } = refusalsWithin(WINDOW_MINUTES);
  const percent = (part, whole) => (whole > 0 ? Math.round((part / whole) * 100) : 0);
  const now = percent(refused, refused + people);
  const earlier = day ? [day.refused - refused, day.entries + day.exits - people] : [0, 0];
  const usual = percent(Math.max(earlier[0], 0), Math.max(earlier[0] + earlier[1], 0));
  const ends = refused < REFUSALS_LEAST / 2 || now < REFUSALS_PERCENT / 2;
  const begins = refused >= REFUSALS_LEAST && now >= Math.max(REFUSALS_PERCENT, 2 * usual);
  return { key: "refusals", level: Number(was ? !ends : begins), text: "alert_refusals", fill: { n: refused, percent: now } };
}

/** Takes in how far conditions have come; answers with those that have come further than before. */
export function follow(found) {
  const fresh = [];
  const next = {};
  for (const { key, level, ...said } of found) {
    const before = known[key];
    if (level === 0) continue;
    if (before && level <= before.level) {
      next[key] = { ...before, level, ...(level === before.level ? said : {}) };
      continue;
    }
    next[key] = { ...said, level, seen: false, at: state.totals.server_time_ms };
    fresh.push({ key, ...next[key] });
  }
  known = next;
  keep(STORE, known);
  return fresh;
}

/** Draws what nobody has seen yet, and has the browser tell what is new. */
export function renderAlerts() {
  if (document.body.dataset.view !== "desk" || state.link !== "live") return;
  for (const alert of follow(conditions())) tell(alert);
  const open = Object.entries(known).filter(([, alert]) => !alert.seen).sort(([, a], [, b]) => b.at - a.at);
  byId("alerts").hidden = open.length === 0;
  const held = document.activeElement?.dataset.alert;
  rebuild(byId("alert-list"), [open, state.language], () => {
    const items = open.slice(0, SHOWN).map(([key, alert]) => item(key, alert));
    if (open.length > SHOWN) items.push(make("li", "more", say("alerts_more", { n: open.length - SHOWN })));
    return items;
  });
  renderButton();
  if (held !== undefined && document.activeElement?.dataset.alert === undefined) holdOn(held);
}

/**
 * Gives the focus back after the list was built anew: to the same alert; to the next one where it was put away. Where it ended by itself, a
 * key that is on its way must put away no other.
 */
function holdOn(key) {
  const buttons = [...byId("alert-list").querySelectorAll(".seen")];
  const next = known[key]?.seen ? buttons[0] : undefined;
  (buttons.find((it) => it.dataset.alert === key) ?? next ?? byId("tell")).focus();
}

function item(key, alert) {
  const row = make("li", "alert");
  const words = make("span", "", `${moment(alert.at)} · ${say(alert.text, alert.fill)}`);
  const button = make("button", "seen", say("alert_seen"));
  button.type = "button";
  button.dataset.alert = key;
  words.id = `alert-${key}`;
  button.setAttribute("aria-describedby", words.id);
  button.addEventListener("click", () => {
    known[key].seen = true;
    keep(STORE, known);
    renderAlerts();
  });
  row.append(words, button);
  return row;
}

/** Whether the browser tells: it was asked for here, and the browser agreed. */
const isTold = () => canTell() && Notification.permission === "granted" && restored(WANTED) === true;
const canTell = () => "Notification" in window && isSecureContext;

function tell(alert) {
  if (!isTold()) return;
  const title = localized(state.totals.name) ?? say("page");
  new Notification(title, { body: say(alert.text, alert.fill), tag: alert.key, icon: "icon.svg", lang: state.language });
}

function renderButton() {
  const button = byId("tell");
  button.hidden = !canTell();
  if (!canTell()) return;
  const denied = Notification.permission === "denied";
  button.disabled = denied;
  button.setAttribute("aria-pressed", String(isTold()));
  put(button, say(denied ? "tell_denied" : isTold() ? "tell_on" : "tell_off"));
}

byId("tell")?.addEventListener("click", async () => {
  const wanted = !isTold();
  keep(WANTED, wanted && (await Notification.requestPermission()) === "granted");
  renderButton();
});

function restored(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function keep(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Storage can be forbidden; alerts are then told anew after a reload.
  }
}
