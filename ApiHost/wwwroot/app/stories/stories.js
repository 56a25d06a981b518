import { get, getPage } from '../http/api.js';
import { session } from '../http/session.js';
import { store } from '../shell/store.js';

const MOST_ITEMS = 100;

/** Whose stories wait at the top of the feed: { entries: null until loaded, problem }, an entry { user, items }. */
export const tray = store({ entries: null, problem: null });

export const alive = (items, now = Date.now()) => items.filter((item) => Date.parse(item.expiresAt) > now);
export const unseen = (items) => items.some((item) => !item.seen);

export async function refreshTray() {
  const owner = session.get()?.user.id;
  try {
    const { stories } = await get('/stories/feed');
    if (session.get()?.user.id === owner) tray.set({ entries: stories.map(({ user, items }) => ({ user, items })), problem: null });
  } catch (problem) {
    tray.set({ ...tray.get(), problem });
  }
}

/** The stories of one person that are alive, oldest first. */
export async function storiesOf(user, signal) {
  const page = await getPage(`/users/${user.id}/stories`, { limit: MOST_ITEMS, signal });
  return alive(page.items);
}

/** An entry for the viewer: from the tray, or asked for when it was opened by its address. */
export async function entryOf(username, signal) {
  const waiting = tray.get().entries?.find((entry) => entry.user.username === username);
  if (waiting && alive(waiting.items).length) return { ...waiting, items: alive(waiting.items) };
  const user = await get(`/users/by-username/${encodeURIComponent(username)}`, { signal });
  return { user, items: await storiesOf(user, signal) };
}

/** Sets an entry of the tray anew, or adds it; without items it leaves. */
export function keepEntry({ user, items }) {
  const { entries } = tray.get();
  if (!entries) return;
  const known = entries.some((entry) => entry.user.id === user.id);
  const next = known ? entries.map((entry) => (entry.user.id === user.id ? { ...entry, items } : entry)) : [...entries, { user, items }];
  tray.set({ entries: next.filter((entry) => entry.items.length), problem: null });
}

let owner = session.get()?.user.id;
session.follow((now) => {
  if (now?.user.id === owner) return;
  owner = now?.user.id;
  tray.set({ entries: null, problem: null });
});
