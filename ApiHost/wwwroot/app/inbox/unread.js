import { get, post } from '../http/api.js';
import { session } from '../http/session.js';
import { store } from '../shell/store.js';
import { on } from './live.js';

/** How many notifications were not seen yet, for the mark in the navigation. */
export const unread = store(0);

export async function refreshUnread() {
  if (!session.get()) return;
  try {
    unread.set((await get('/notifications/unread-count')).count);
  } catch {
    // The mark is a convenience; the page itself reports what goes wrong.
  }
}

export async function markSeen(upTo) {
  unread.set(0);
  await post('/notifications/seen', { upTo });
  refreshUnread();
}

let owner = session.get()?.user.id;
session.follow((now) => {
  if (now?.user.id === owner) return;
  owner = now?.user.id;
  unread.set(0);
});
// Also after a pause: what came meanwhile may be older than what the connection can resume with.
on('open', refreshUnread);
on('notice', refreshUnread);
refreshUnread();
