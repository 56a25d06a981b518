import { del, get, post } from '../http/api.js';
import { forgetLists } from '../http/paged.js';
import { keepUser } from '../http/session.js';

export async function setMuted(user, muted) {
  const path = `/users/${user.id}/mute`;
  await (muted ? post(path) : del(path));
  forgetLists();
}

export async function setBlocked(user, blocked) {
  const path = `/users/${user.id}/block`;
  await (blocked ? post(path) : del(path));
  forgetLists();
  // A block ends follows in both directions, which my own figures count.
  if (blocked) get('/users/me').then(keepUser, () => null);
}
