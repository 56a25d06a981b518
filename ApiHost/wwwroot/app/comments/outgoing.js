import { post as send } from '../http/api.js';
import { newKey } from '../http/idempotency.js';
import { session } from '../http/session.js';
import { change, known } from '../posts/posts.js';
import { store } from '../shell/store.js';

const MOST_WAITING = 50;

/**
 * Comments the server does not have yet, oldest first: { key, postId, text, replyTo, thread, problem }. replyTo is the
 * comment they answer, thread the one of the first level they stand under. They outlive the page they were written on.
 */
export const outgoing = store([]);

/** The last comment that the server took. */
export const arrived = store(null);

let owner = session.get()?.user.id;
session.follow((now) => {
  if (now?.user.id !== owner) outgoing.set([]);
  owner = now?.user.id;
});

export function sendComment(comment) {
  const entry = { replyTo: null, thread: null, ...comment, key: newKey(), problem: null };
  outgoing.set([...outgoing.get().slice(1 - MOST_WAITING), entry]);
  return deliver(entry);
}

export const discard = (key) => outgoing.set(outgoing.get().filter((entry) => entry.key !== key));

/** Sends it, or sends it again: under the same key, so that an answer lost on the way makes no second comment. */
export async function deliver({ key, postId, text, replyTo }) {
  mark(key, null);
  try {
    const body = { text, replyToCommentId: replyTo ?? undefined };
    const comment = await send(`/posts/${postId}/comments`, body, { headers: { 'Idempotency-Key': key } });
    discard(key);
    const post = known(postId);
    if (post) change(postId, { commentCount: post.commentCount + 1 });
    arrived.set(comment);
  } catch (problem) {
    mark(key, problem);
  }
}

function mark(key, problem) {
  outgoing.set(outgoing.get().map((entry) => (entry.key === key ? { ...entry, problem } : entry)));
}
