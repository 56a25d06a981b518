import { del, post as send } from '../http/api.js';
import { wish } from '../http/wish.js';
import { change, known } from './posts.js';

export function setLiked(id, liked) {
  const post = known(id);
  if (!post || post.viewer.liked === liked) return;
  const path = `/posts/${id}/like`;
  wish(`like ${id}`, liked, (on) => (on ? send(path) : del(path)), (on) => show(id, on));
}

function show(id, liked) {
  const post = known(id);
  if (!post || post.viewer.liked === liked) return;
  change(id, { viewer: { ...post.viewer, liked }, likeCount: Math.max(0, post.likeCount + (liked ? 1 : -1)) });
}
