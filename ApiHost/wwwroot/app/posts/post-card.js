import { html, useRef, useState } from '../../vendor/htm-preact.js';
import { COMMENT_BOX } from '../comments/composer.js';
import { session } from '../http/session.js';
import { withNext } from '../accounts/login-page.js';
import { ReportMenu } from '../moderation/report-menu.js';
import { SaveButton } from '../saves/save-button.js';
import { ago, count, counted, fullTime, useNow } from '../shell/format.js';
import { Icon } from '../shell/icons.js';
import { RichText } from '../shell/rich-text.js';
import { go, place } from '../shell/router.js';
import { Bone } from '../shell/states.js';
import { say } from '../shell/toast.js';
import { Avatar } from '../users/avatar.js';
import { UserListDialog } from '../users/user-list-dialog.js';
import { Carousel } from './carousel.js';
import { setLiked } from './likes.js';
import { PostMenu } from './post-menu.js';
import { usePost, wordFor } from './posts.js';

const LONG_CAPTION = 220;
const DOUBLE_TAP_MILLISECONDS = 300;
const DOUBLE_TAP_PIXELS = 30;

/** A whole post, in the feed and on its own page. */
export function PostCard({ post: given, eager = false, full = false }) {
  const post = usePost(given.id, given);
  const now = useNow();
  const [burst, setBurst] = useState(0);
  if (!post) return null;

  const like = (liked) => {
    if (!session.get()) return go(withNext('/login', place.get().path));
    if (liked) setBurst(burst + 1);
    return setLiked(post.id, liked);
  };
  const { author, location, media } = post;
  const liked = post.viewer?.liked ?? false;
  const name = `${wordFor(media)} by ${author.username}`;

  return html`<article class=${`post ${full ? 'full' : ''}`} aria-label=${name}>
    <header class="post-head">
      <div class="post-by">
        <a href=${`/u/${author.username}`} tabindex="-1" aria-hidden="true" aria-label=${author.username}>
          <${Avatar} user=${author} /></a>
        <span class="user-names"><a class="username" href=${`/u/${author.username}`}>${author.username}</a>
          ${location && html`<a class="muted place" href=${`/places/${location.id}`}><${Icon} name="pin" size=${13} />
            ${location.name}</a>`}</span>
      </div>
      <a class="muted time" href=${`/p/${post.id}`} aria-label=${`Posted ${fullTime(post.createdAt)}. Open the post`}>
        <time datetime=${post.createdAt} title=${fullTime(post.createdAt)}>${ago(post.createdAt, now)}</time></a>
      ${session.get()?.user.id === author.id && html`<${PostMenu} post=${post} />`}
      ${session.get() && session.get().user.id !== author.id && html`<${ReportMenu} kind="post" id=${post.id}
        what="this post" label=${`More about the post of ${author.username}`} />`}
    </header>
    <${Tappable} onDoubleTap=${() => like(true)}>
      <${Carousel} media=${media} name=${name} eager=${eager} whole=${full}
        sizes="(min-width: 700px) 600px, 100vw" />
      ${burst > 0 && html`<span class="burst" key=${burst} aria-hidden="true"><${Icon} name="heart" filled size=${104} /></span>`}
    <//>
    ${post.status !== 'published' && html`<${Status} post=${post} />`}
    <div class="post-actions">
      <button type="button" class=${`icon-button like ${liked ? 'liked' : ''}`} aria-pressed=${liked ? 'true' : 'false'}
        aria-label="Like" onClick=${() => like(!liked)}>
        <span key=${`${liked}${burst}`} class="like-heart"><${Icon} name="heart" filled=${liked} /></span></button>
      <${LikeCount} post=${post} />
      <${CommentCount} post=${post} full=${full} />
      <button type="button" class="icon-button copy" aria-label="Copy link to post" onClick=${() => copyLink(post.id)}>
        <${Icon} name="link" size=${22} /></button>
      <${SaveButton} post=${post} />
    </div>
    ${post.caption && html`<${Caption} author=${author} text=${post.caption} full=${full} />`}
  </article>`;
}

function LikeCount({ post }) {
  const [open, setOpen] = useState(false);
  if (post.likeCount === 0) return html`<span class="like-count muted">Be the first to like this</span>`;
  const text = counted(post.likeCount, 'like');
  if (!session.get()) return html`<span class="like-count">${text}</span>`;
  return html`<button type="button" class="like-count" onClick=${() => setOpen(true)}>${text}</button>
    ${open && html`<${UserListDialog} title="Likes" path=${`/posts/${post.id}/likes`} empty="No likes yet"
      onClose=${() => setOpen(false)} />`}`;
}

// On the post's own page the conversation is there already.
function CommentCount({ post, full }) {
  const name = post.commentCount ? counted(post.commentCount, 'comment') : 'Comment';
  const inside = html`<${Icon} name="comment" />${post.commentCount > 0 && html`<span>${count(post.commentCount)}</span>`}`;
  if (!full) return html`<a class="comment-count" href=${`/p/${post.id}`} aria-label=${name}>${inside}</a>`;
  const write = () => (session.get()
    ? document.getElementById(COMMENT_BOX)?.focus()
    : go(withNext('/login', place.get().path)));
  return html`<button type="button" class="comment-count" aria-label=${`${name}. Add a comment`} onClick=${write}>${inside}</button>`;
}

function Status({ post: { status, media } }) {
  const word = { Photo: 'photo', Photos: 'photo', Video: 'video', Videos: 'video' }[wordFor(media)] ?? 'photo or video';
  return status === 'failed'
    ? html`<p class="post-status failed"><${Icon} name="warning" size=${18} /> This post is not shown to anyone:
      a ${word} could not be processed, or <a href="/settings/decisions">it was removed</a>.</p>`
    : html`<p class="post-status" role="status">Your ${wordFor(media).toLowerCase()} ${media.length > 1 && wordFor(media) !== 'Post' ? 'are' : 'is'}
      being processed. Others see the post when that is done.</p>`;
}

function Caption({ author, text, full }) {
  const [open, setOpen] = useState(full);
  const long = text.length > LONG_CAPTION || text.split('\n').length > 3;
  return html`<div class="caption">
    <p class=${open || !long ? '' : 'clamped'}><a class="username" href=${`/u/${author.username}`}>${author.username}</a>
      ${' '}<${RichText} text=${text} /></p>
    ${long && !open && html`<button type="button" class="link-button muted" onClick=${() => setOpen(true)}>more</button>`}
  </div>`;
}

// dblclick never comes on most touch screens; two quick releases in one place are the same wish everywhere.
function Tappable({ onDoubleTap, children }) {
  const last = useRef({ time: 0, x: 0, y: 0 });
  const up = (event) => {
    if (event.target.closest('button, video') || event.button > 0) return;
    const { time, x, y } = last.current;
    const near = Math.hypot(event.clientX - x, event.clientY - y) < DOUBLE_TAP_PIXELS;
    const twice = event.timeStamp - time < DOUBLE_TAP_MILLISECONDS && near;
    last.current = { time: twice ? 0 : event.timeStamp, x: event.clientX, y: event.clientY };
    if (twice) onDoubleTap();
  };
  return html`<div class="tappable" onPointerUp=${up}>${children}</div>`;
}

async function copyLink(id) {
  try {
    await navigator.clipboard.writeText(`${location.origin}/p/${id}`);
    say('Link copied.');
  } catch {
    say('The link could not be copied. It is in the address bar of the post.', 'problem');
  }
}

export function PostBones() {
  return html`<div class="post"><div class="post-head"><${Bone} kind="circle" /><${Bone} kind="line short" /></div>
    <${Bone} kind="photo" /><div class="post-actions"><${Bone} kind="line" /></div></div>`;
}
