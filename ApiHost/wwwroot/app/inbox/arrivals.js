// What arrives while someone is elsewhere in the application: a word about it that leads there.
import { session } from '../http/session.js';
import { refreshWaiting } from '../graph/requests.js';
import { place } from '../shell/router.js';
import { say } from '../shell/toast.js';
import { on } from './live.js';
import { line, target } from './notice-words.js';

const told = new Map();
const KEPT = 200;

on('notice', (notice) => {
  if (notice.kind === 'follow_request') refreshWaiting({ now: true });
  // A group that became smaller, or was told about already, is no news.
  const grown = notice.actorCount > (told.get(notice.id) ?? 0);
  told.set(notice.id, notice.actorCount);
  if (told.size > KEPT) told.delete(told.keys().next().value);
  if (!grown || notice.seen || place.get().path === '/notifications') return;
  say(`${line(notice)}.`, 'info', { href: target(notice, session.get().user), icon: 'bell' });
});
