import { html, useEffect, useRef, useState } from '../../vendor/htm-preact.js';
import { getPage } from '../http/api.js';
import { usePaged } from '../http/paged.js';
import { counted } from '../shell/format.js';
import { Failed } from '../shell/states.js';
import { useStore } from '../shell/store.js';
import { Comment } from './comment.js';
import { Composer } from './composer.js';
import { More } from './more.js';
import { arrived, outgoing, sendComment } from './outgoing.js';
import { Pending } from './pending.js';

const PAGE = 20;

/** A comment of the first level with its replies, folded until they are asked for. */
export function Thread({ post, comment, list, onRemove }) {
  const [open, setOpen] = useState(false);
  const [answered, setAnswered] = useState(null);
  const pressed = useRef(null);
  const rows = useRef(null);
  const path = `/posts/${post.id}/comments`;
  const replies = usePaged(open ? `${path}?replyTo=${comment.id}` : null, (cursor, signal) =>
    getPage(path, { cursor, limit: PAGE, query: { replyTo: comment.id }, signal }));
  const waiting = useStore(outgoing).filter((entry) => entry.thread === comment.id);

  const taken = useRef(null);
  taken.current = (reply) => {
    if (reply?.replyToCommentId !== comment.id) return;
    list.change(comment.id, (one) => ({ replyCount: one.replyCount + 1 }));
    if (open) replies.add(reply);
  };
  useEffect(() => arrived.follow((reply) => taken.current(reply)), []);

  const reply = (to, button) => {
    pressed.current = button;
    setAnswered(to);
  };
  const close = () => {
    setAnswered(null);
    pressed.current?.focus({ preventScroll: true });
  };
  const send = (text) => {
    sendComment({ postId: post.id, text, replyTo: answered.id, thread: comment.id });
    setOpen(true);
    close();
  };
  const removed = (one) => {
    replies.remove(one.id);
    list.change(comment.id, (top) => ({ replyCount: Math.max(0, top.replyCount - 1) }));
    onRemove(1);
  };

  // A reply of one's own is there before the pages between are: in the order of the ids all stand where they belong.
  const shown = open ? replies.items.toSorted((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1)) : [];
  return html`<${Comment} post=${post} comment=${comment} list=${list} onReply=${reply}
    onRemove=${() => { list.remove(comment.id); onRemove(1 + comment.replyCount); }}>
    ${comment.replyCount > 0 && html`<button type="button" class="fold" aria-expanded=${open ? 'true' : 'false'}
      onClick=${() => setOpen(!open)}>${open ? 'Hide' : 'View'} ${counted(comment.replyCount, 'reply', 'replies')}</button>`}
    <ul class="replies" ref=${rows} aria-label=${`Replies to ${comment.author.username}`}>
      ${shown.map((one) => html`<${Comment} key=${one.id} post=${post} comment=${one} list=${replies} onReply=${reply}
        onRemove=${removed} />`)}
      ${waiting.map((entry) => html`<${Pending} key=${entry.key} entry=${entry} />`)}
    </ul>
    ${open && replies.problem && !replies.items.length && html`<${Failed} problem=${replies.problem} onRetry=${replies.retry} />`}
    ${open && replies.loading && !replies.items.length && comment.replyCount > 0
      && html`<p class="muted" role="status">Loading the replies…</p>`}
    ${open && html`<${More} list=${replies} rows=${rows} label="View more replies" />`}
    ${answered && html`<${Composer} key=${answered.id} id=${`reply-${comment.id}`} onSend=${send} onCancel=${close}
      label=${`Reply to ${answered.author.username}`} initial=${`@${answered.author.username} `} />`}
  <//>`;
}
