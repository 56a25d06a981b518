// What happens while a page is open: one connection per tab, taken up again where it broke off. A tab that nobody looks
// at gives its connection back, since browsers allow only a few to one server.
import { problemOf, unreachable } from '../http/problem.js';
import { wait } from '../http/retry.js';
import { renew, session } from '../http/session.js';
import { eventsOf } from './event-stream.js';

const FIRST_PAUSE_MILLISECONDS = 1000;
const LONGEST_PAUSE_MILLISECONDS = 30_000;
const SILENT_AT_MOST_MILLISECONDS = 60_000;
const HIDDEN_AT_MOST_MILLISECONDS = 10_000;

const listeners = new Map();
let lastId = null;
let running = null;
let leaving = 0;

/** Calls the listener with the data of every event of that name ('open' at each connection); answers how to stop. */
export function on(name, listener) {
  const all = listeners.get(name) ?? new Set();
  listeners.set(name, all.add(listener));
  return () => all.delete(listener);
}

/** Waits, at most until an event of that name fits. */
export function waitForEvent(name, fits, milliseconds, signal) {
  const sooner = new AbortController();
  const off = on(name, (data) => { if (fits(data)) sooner.abort(); });
  const either = signal ? AbortSignal.any([signal, sooner.signal]) : sooner.signal;
  return wait(milliseconds, either).catch((reason) => { if (!sooner.signal.aborted) throw reason; }).finally(off);
}

function tell(name, data) {
  for (const listener of [...listeners.get(name) ?? []]) listener(data);
}

async function listen(signal) {
  let pause = FIRST_PAUSE_MILLISECONDS;
  while (!signal.aborted) {
    try {
      await connect(signal, () => { pause = FIRST_PAUSE_MILLISECONDS; });
    } catch (problem) {
      if (problem.status === 404) return;
      pause = Math.max(pause, (problem.retryAfterSeconds ?? 0) * 1000);
    }
    await wait(pause * (0.75 + Math.random() / 2), signal).catch(() => null);
    pause = Math.min(LONGEST_PAUSE_MILLISECONDS, pause * 2);
  }
}

async function connect(signal, onEvent) {
  const silence = new AbortController();
  let timer = 0;
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), SILENT_AT_MOST_MILLISECONDS);
  };
  alive();
  try {
    const response = await open(AbortSignal.any([signal, silence.signal]));
    tell('open');
    for await (const { id, name, data } of eventsOf(response.body, alive)) {
      if (signal.aborted) return;
      if (id) lastId = id;
      onEvent();
      tell(name, JSON.parse(data));
    }
  } finally {
    clearTimeout(timer);
  }
}

async function open(signal) {
  const token = session.get()?.accessToken;
  const headers = { Accept: 'text/event-stream', Authorization: `Bearer ${token}` };
  if (lastId) headers['Last-Event-ID'] = lastId;
  const response = await fetch('/api/v1/events', { headers, signal, cache: 'no-store' })
    .catch((failure) => { throw failure.name === 'AbortError' ? failure : unreachable(); });
  if (response.ok) return response;
  if (response.status === 401) await renew(token).catch(() => null);
  throw await problemOf(response);
}

function start() {
  if (running || document.hidden || !session.get()) return;
  running = new AbortController();
  listen(running.signal);
}

function stop() {
  running?.abort();
  running = null;
}

let owner = session.get()?.user.id;
session.follow((now) => {
  if (now?.user.id === owner) return;
  owner = now?.user.id;
  lastId = null;
  stop();
  start();
});
document.addEventListener('visibilitychange', () => {
  clearTimeout(leaving);
  if (document.hidden) leaving = setTimeout(stop, HIDDEN_AT_MOST_MILLISECONDS);
  else start();
});
// A page that is being left or frozen must not hold a place among the browser's connections.
addEventListener('pagehide', stop);
addEventListener('pageshow', start);
start();
