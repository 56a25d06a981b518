import { count } from '../shell/format.js';

const MOST_NAMES = 3;
const NAMES_BEFORE_OTHERS = 2;

const what = {
  like: () => 'liked your post',
  comment: () => 'commented on your post',
  reply: () => 'replied to your comment',
  mention: ({ commentId }) => (commentId ? 'mentioned you in a comment' : 'mentioned you in a post'),
  follow: () => 'started following you',
  follow_request: () => 'asked to follow you',
  follow_approved: () => 'approved your follow request',
  comment_like: () => 'liked your comment',
  story_reply: () => 'replied to your story',
};

/** What someone did, without their name: 'liked your post'. */
export const deed = (notice) => what[notice.kind]?.(notice) ?? 'did something that concerns you';

/** Who did it: the people to name and how many more there are. */
export function doers({ actors, actorCount }) {
  const all = actorCount <= Math.min(MOST_NAMES, actors.length);
  const named = actors.slice(0, all ? actors.length : NAMES_BEFORE_OTHERS);
  return { named, others: Math.max(0, actorCount - named.length) };
}

export const othersWords = (others) => (others === 1 ? '1 other' : `${count(others)} others`);

/** The whole line as text, for where nothing in it can be a link. */
export function line(notice) {
  const { named, others } = doers(notice);
  const parts = [...named.map((person) => person.username), ...(others ? [othersWords(others)] : [])];
  const last = parts.pop() ?? 'Someone';
  return `${parts.length ? `${parts.join(', ')} and ` : ''}${last} ${deed(notice)}`;
}

/** Where a notice leads. */
export function target(notice, me) {
  const { kind, actors, post, commentId } = notice;
  if (kind === 'follow_request') return '/requests';
  if (kind === 'story_reply') return `/stories/${me.username}`;
  if (post) return commentId ? `/p/${post.id}?comment=${commentId}` : `/p/${post.id}`;
  return actors[0] ? `/u/${actors[0].username}` : '/notifications';
}
