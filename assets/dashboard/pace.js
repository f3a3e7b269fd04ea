// How fast people pass the gates now, estimated from the last steps of five minutes.

import { serverNow, state } from "./state.js";

const STEP_MINUTES = 5;
/** A gate where fewer pass a minute is quiet, not slow. */
const SLOW_FROM = 2;

/** The minute of today, with its fraction. */
const minuteNow = () => {
  const local = serverNow() + state.totals.utc_offset_minutes * 60_000;
  return (local - Date.parse(`${state.totals.today}T00:00:00Z`)) / 60_000;
};

/** What the last minutes of a gate add up to: what happened in a step is spread evenly over it, or over what has gone by of it. */
export function within(steps, minutes, count, now = minuteNow()) {
  const from = now - minutes;
  return steps.reduce((sum, step) => {
    const end = Math.min(step.minute + STEP_MINUTES, now);
    const length = end - step.minute;
    const inside = end - Math.max(step.minute, from);
    const share = length > 0 ? Math.max(inside, 0) / length : step.minute <= now ? 1 : 0;
    return sum + count(step) * share;
  }, 0);
}

const people = (step) => step.entries + step.exits;

/** People a minute over the last 5 and 15 minutes, and whether the gate is slow against itself; null without figures. */
export function paceOf(gate) {
  const flow = (state.totals.gates_now ?? []).find((it) => it.gate === gate);
  if (!flow) return null;
  const [short, long] = [5, 15].map((minutes) => within(flow.steps, minutes, people) / minutes);
  return { short, long, slow: long >= SLOW_FROM && short < long / 2 };
}

/** Refused scans and people who passed in the last minutes, at all gates. */
export function refusalsWithin(minutes) {
  const sum = (count) =>
    (state.totals.gates_now ?? []).reduce((all, flow) => all + within(flow.steps, minutes, count), 0);
  return { refused: Math.round(sum((step) => step.refused)), people: Math.round(sum(people)) };
}
