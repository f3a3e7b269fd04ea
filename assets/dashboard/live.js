// The link to the server: events while it is well, questions while it is not.

import { patched } from "./patch.js";
import { state } from "./state.js";

/** With no event for this long the page asks by itself: a dead Wi-Fi link closes no connection. */
const QUIET_MS = 12_000;
const ANSWER_WITHIN_MS = 8_000;

let stream = null;
/** The latest snapshot that came over the stream; the next changes are to it. */
let streamed = null;
let retryAfterMs = 1_000;
let retryTimer = 0;
let quietTimer = 0;
let asking = false;

/** What to do when the snapshot or the link changed. */
let changed = () => {};

/** Begins to listen; `whenChanged` is called whenever there is something new to show. */
export function connect(whenChanged) {
  changed = whenChanged;
  ask();
  listen();
}

function listen() {
  stream?.close();
  stream = new EventSource("api/v1/live?changes=true");
  stream.addEventListener("totals", (event) => {
    streamed = JSON.parse(event.data);
    take(streamed);
  });
  stream.addEventListener("changes", (event) => {
    streamed = patched(streamed, JSON.parse(event.data));
    take(streamed);
  });
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

/** Asks for the totals once; while the link is lost, again and again. */
export async function ask() {
  if (asking) return;
  asking = true;
  try {
    const answer = await fetch("api/v1/totals", {
      cache: "no-store",
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    take(await answer.json());
  } catch {
    const wasLive = state.link === "live";
    state.link = "lost";
    if (wasLive) retryLater();
    changed();
  } finally {
    asking = false;
    watchForQuiet();
  }
}

function take(totals) {
  // An answer that an event overtook must not take the page back; a server clock set right may.
  const step = state.totals ? totals.server_time_ms - state.totals.server_time_ms : 0;
  if (step < 0 && step > -60_000) return;
  state.totals = totals;
  state.arrived = performance.now();
  state.link = "live";
  if (stream?.readyState === EventSource.OPEN) retryAfterMs = 1_000;
  watchForQuiet();
  changed();
}

function watchForQuiet() {
  clearTimeout(quietTimer);
  quietTimer = setTimeout(ask, state.link === "lost" ? 4_000 : QUIET_MS);
}
