// The tokens live in localStorage: a link opened in a new tab must be logged in, as the pictures' cookie already is,
// and a reload must not spend the refresh token (an answer lost on the way would look like its theft and end the
// session). What guards them from foreign script is the strict content security policy.
import { store } from '../shell/store.js';

const KEY = 'orleans.session';

/** { accessToken, refreshToken, expiresAt, lifetime, user }, times in milliseconds, or null. */
export const session = store(read());

/** Why the last session went: null, 'logout' or 'expired'. */
let ending = null;
export const endedBecause = () => ending;

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function write(next) {
  if (next) localStorage.setItem(KEY, JSON.stringify(next));
  else localStorage.removeItem(KEY);
  session.set(next);
}

export function begin(answer) {
  ending = null;
  write({ user: answer.user, ...tokensOf(answer) });
}

function tokensOf({ accessToken, refreshToken, expiresIn }) {
  const lifetime = expiresIn * 1000;
  return { accessToken, refreshToken, lifetime, expiresAt: Date.now() + lifetime };
}

export function keepUser(user) {
  const current = session.get();
  if (current && current.user.id === user.id) write({ ...current, user });
}

export function end(reason) {
  ending = reason;
  write(null);
}

// Another tab logged in, out, or renewed.
addEventListener('storage', (event) => {
  if (event.key === KEY || event.key === null) session.set(read());
});

let flight = null;

/**
 * A live access token in place of a dead one, or null when the session is over. One renewal at a time: in this tab by
 * the shared promise, among tabs by the lock, since a refresh token used twice ends the session.
 */
export function renew(deadToken) {
  flight ??= alone(() => renewOnce(deadToken)).finally(() => { flight = null; });
  return flight;
}

function alone(work) {
  return navigator.locks ? navigator.locks.request(`${KEY}.renew`, work) : work();
}

async function renewOnce(deadToken) {
  const kept = read();
  if (!kept) return null;
  if (kept.accessToken !== deadToken) {
    session.set(kept);
    return kept.accessToken;
  }

  const response = await fetch('/api/v1/auth/refresh', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ refreshToken: kept.refreshToken }),
  });
  if (response.ok) {
    const pair = await response.json();
    write({ ...kept, ...tokensOf(pair) });
    return pair.accessToken;
  }
  if (response.status < 500 && response.status !== 429) {
    end('expired');
    return null;
  }
  throw new TypeError(`refresh answered ${response.status}`);
}
