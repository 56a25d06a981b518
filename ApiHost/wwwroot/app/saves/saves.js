import { del, post as send } from '../http/api.js';
import { forgetList } from '../http/paged.js';
import { wish } from '../http/wish.js';
import { change, known } from '../posts/posts.js';

export const SAVED = '/users/me/saved';

export function setSaved(id, saved) {
  const post = known(id);
  if (!post || post.viewer.saved === saved) return;
  const path = `/posts/${id}/save`;
  wish(`save ${id}`, saved, async (on) => {
    await (on ? send(path) : del(path));
    forgetList(SAVED);
  }, (on) => show(id, on));
}

function show(id, saved) {
  const post = known(id);
  if (post) change(id, { viewer: { ...post.viewer, saved } });
}
