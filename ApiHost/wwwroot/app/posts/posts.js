import { del } from '../http/api.js';
import { session } from '../http/session.js';
import { useEffect, useState } from '../../vendor/htm-preact.js';

const KEPT_POSTS = 1000;

// One copy of every post on screen, by id, so that a like in the feed shows on the post's own page and back.
const posts = new Map();
const watchers = new Map();
let owner = session.get()?.user.id;
session.follow((now) => {
  if (now?.user.id !== owner) posts.clear();
  owner = now?.user.id;
});

const GONE = Symbol('gone');

export function remember(all) {
  for (const post of all) set(post.id, post);
  for (const id of posts.keys()) {
    if (posts.size <= KEPT_POSTS) break;
    if (!watchers.has(id)) posts.delete(id);
  }
}

export const known = (id) => (posts.get(id) === GONE ? null : posts.get(id) ?? null);

export function change(id, changes) {
  const post = known(id);
  if (post) set(id, { ...post, ...changes });
}

export async function deletePost(id) {
  await del(`/posts/${id}`);
  set(id, GONE);
}

function set(id, post) {
  posts.set(id, post);
  for (const watcher of watchers.get(id) ?? []) watcher(post);
}

/** The post as it is now: the given one until something newer is known, null once it is deleted. */
export function usePost(id, given = null) {
  const [, redraw] = useState(0);
  useEffect(() => {
    const watcher = () => redraw((times) => times + 1);
    const all = watchers.get(id) ?? new Set();
    watchers.set(id, all.add(watcher));
    return () => {
      all.delete(watcher);
      if (!all.size) watchers.delete(id);
    };
  }, [id]);
  const now = posts.get(id);
  return now === GONE ? null : now ?? given;
}

/** What a post is of, for its name: 'Photo', 'Photos', 'Video', 'Videos', or 'Post' where there are both. */
export function wordFor(media) {
  const kinds = new Set(media.map((one) => one.kind));
  if (kinds.size > 1) return 'Post';
  return `${kinds.has('video') ? 'Video' : 'Photo'}${media.length > 1 ? 's' : ''}`;
}
