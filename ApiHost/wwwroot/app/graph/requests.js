import { get } from '../http/api.js';
import { session } from '../http/session.js';
import { store } from '../shell/store.js';

const SHOWN_AT_MOST = 9;
const FRESH_MILLISECONDS = 20_000;

/** How many people wait for an answer, for the mark in the navigation: 0 to 9, or '9+'. */
export const waiting = store(0);

let askedAt = 0;

/** Asks the server again, at most every 20 s: this runs on every navigation and return to the tab. */
export async function refreshWaiting({ now = false } = {}) {
  if (!session.get() || document.hidden) return;
  if (!now && Date.now() - askedAt < FRESH_MILLISECONDS) return;
  askedAt = Date.now();
  try {
    const { items, hasMore } = await get('/follow-requests', { query: { limit: SHOWN_AT_MOST } });
    waiting.set(hasMore ? `${SHOWN_AT_MOST}+` : items.length);
  } catch {
    // The mark is a convenience; the page itself reports what goes wrong.
  }
}

let owner = session.get()?.user.id;
session.follow((now) => {
  if (now?.user.id === owner) return;
  owner = now?.user.id;
  waiting.set(0);
  askedAt = 0;
  refreshWaiting();
});
document.addEventListener('visibilitychange', () => refreshWaiting());
