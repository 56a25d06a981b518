import { html, useEffect, useLayoutEffect, useRef, useState } from '../../vendor/htm-preact.js';
import { withNext } from '../accounts/login-page.js';
import { getPage } from '../http/api.js';
import { usePaged } from '../http/paged.js';
import { session } from '../http/session.js';
import { change, known } from '../posts/posts.js';
import { place } from '../shell/router.js';
import { Bone, Failed, Loading } from '../shell/states.js';
import { useStore } from '../shell/store.js';
import { COMMENT_BOX, Composer } from './composer.js';
import { More } from './more.js';
import { arrived, outgoing, sendComment } from './outgoing.js';
import { Pending } from './pending.js';
import { Thread } from './thread.js';

const PAGE = 20;

/** The conversation under a post, newest first. */
export function Comments({ post }) {
  const path = `/posts/${post.id}/comments`;
  const list = usePaged(path, (cursor, signal) => getPage(path, { cursor, limit: PAGE, signal }));
  const waiting = useStore(outgoing).filter((entry) => entry.postId === post.id && !entry.thread);
  const [news, setNews] = useState('');
  const heading = useRef(null);
  const rows = useRef(null);
  const removedOne = useRef(false);

  useEffect(() => arrived.follow((comment) => {
    if (comment.postId !== post.id) return;
    if (!comment.replyToCommentId) list.add(comment);
    setNews(comment.replyToCommentId ? 'Reply posted.' : 'Comment posted.');
  }), [post.id]);

  // A link to one comment leads to it when it is among the newest, else to the conversation.
  const arriving = useRef(place.get().query.has('comment'));
  useLayoutEffect(() => {
    if (!arriving.current || list.loading) return;
    arriving.current = false;
    (rows.current.querySelector('.wanted') ?? heading.current).scrollIntoView({ block: 'center' });
  }, [list.loading]);

  // The button that was pressed goes with its comment.
  useLayoutEffect(() => {
    if (!removedOne.current) return;
    removedOne.current = false;
    heading.current.focus({ preventScroll: true });
  });
  const removed = (many) => {
    removedOne.current = true;
    setNews(many === 1 ? 'Comment deleted.' : 'Comment and its replies deleted.');
    const now = known(post.id);
    if (now) change(post.id, { commentCount: Math.max(0, now.commentCount - many) });
  };
  const send = (text) => {
    setNews('');
    sendComment({ postId: post.id, text });
  };

  const nothing = !list.hasMore && !list.loading && !list.items.length && !waiting.length;
  return html`<section class="comments" aria-labelledby="comments-heading">
    <h2 id="comments-heading" tabindex="-1" ref=${heading}>Comments</h2>
    ${session.get()
      ? html`<${Composer} id=${COMMENT_BOX} label="Add a comment" onSend=${send} />`
      : html`<p class="muted"><a href=${withNext('/login', place.get().path)}>Log in</a> to comment.</p>`}
    <p class="visually-hidden" role="status">${news}</p>
    ${list.problem && !list.items.length && html`<${Failed} problem=${list.problem} onRetry=${list.retry} />`}
    ${nothing && html`<p class="muted no-comments">No comments yet.</p>`}
    <ul class="comment-list" ref=${rows}>
      ${waiting.toReversed().map((entry) => html`<${Pending} key=${entry.key} entry=${entry} />`)}
      ${list.items.map((comment) => html`<${Thread} key=${comment.id} post=${post} comment=${comment} list=${list}
        onRemove=${removed} />`)}
    </ul>
    ${list.loading && !list.items.length && html`<${Loading} label="Loading the comments">
      <div class="comment"><${Bone} kind="circle" /><div class="comment-body"><${Bone} kind="line short" /><${Bone} kind="line" /></div></div>
    <//>`}
    <${More} list=${list} rows=${rows} label="Load more comments" />
  </section>`;
}
