import { del, post as send } from '../http/api.js';
import { sayProblem } from '../shell/toast.js';
import { change, known } from './posts.js';

const wanted = new Map();
const settling = new Set();

/**
 * Shows the like at once and tells the server in the background, one call at a time per post: however often someone
 * changes their mind, the last word is what the server hears last. What the server refuses is taken back.
 */
export function setLiked(id, liked) {
  const post = known(id);
  if (!post || post.viewer.liked === liked) return;
  show(id, liked);
  wanted.set(id, liked);
  if (!settling.has(id)) settle(id, !liked);
}

async function settle(id, confirmed) {
  settling.add(id);
  try {
    while (wanted.get(id) !== confirmed) {
      const target = wanted.get(id);
      await (target ? send(`/posts/${id}/like`) : del(`/posts/${id}/like`));
      confirmed = target;
    }
  } catch (problem) {
    show(id, confirmed);
    sayProblem(problem);
  } finally {
    settling.delete(id);
    wanted.delete(id);
  }
}

function show(id, liked) {
  const post = known(id);
  if (!post || post.viewer.liked === liked) return;
  change(id, { viewer: { ...post.viewer, liked }, likeCount: Math.max(0, post.likeCount + (liked ? 1 : -1)) });
}
