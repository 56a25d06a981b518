import { get } from '../http/api.js';
import { session } from '../http/session.js';
import { store } from '../shell/store.js';

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

let owner = session.get()?.user.id;
session.follow((now) => {
  if (now?.user.id === owner) return;
  owner = now?.user.id;
  unread.set(0);
  refreshUnread();
});
refreshUnread();
