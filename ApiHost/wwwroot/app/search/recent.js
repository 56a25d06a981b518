// What someone found before, on this device and for this account only.
import { session } from '../http/session.js';
import { store } from '../shell/store.js';

const KEPT = 10;

/** Found things, newest first: { kind, id, found } with the hit as it was shown. */
export const recent = store([]);

const key = () => `orleans.recent.${session.get()?.user.id}`;

function read() {
  try {
    const all = JSON.parse(localStorage.getItem(key()));
    recent.set(Array.isArray(all) ? all : []);
  } catch {
    recent.set([]);
  }
}

function write(all) {
  recent.set(all);
  if (all.length) localStorage.setItem(key(), JSON.stringify(all));
  else localStorage.removeItem(key());
}

const others = (kind, id) => recent.get().filter((one) => one.kind !== kind || one.id !== id);

export const keepRecent = (kind, found) => write([{ kind, id: found.id, found }, ...others(kind, found.id)].slice(0, KEPT));
export const dropRecent = ({ kind, id }) => write(others(kind, id));
export const clearRecent = () => write([]);

let owner = session.get()?.user.id;
session.follow((now) => {
  if (now?.user.id === owner) return;
  owner = now?.user.id;
  read();
});
read();
