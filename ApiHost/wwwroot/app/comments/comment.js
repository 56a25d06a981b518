import { html, useState } from '../../vendor/htm-preact.js';
import { withNext } from '../accounts/login-page.js';
import { del, post as send } from '../http/api.js';
import { session } from '../http/session.js';
import { wish } from '../http/wish.js';
import { ReportDialog } from '../moderation/report-dialog.js';
import { Confirm } from '../shell/dialog.js';
import { ago, counted, fullTime, useNow } from '../shell/format.js';
import { Icon } from '../shell/icons.js';
import { RichText } from '../shell/rich-text.js';
import { go, place } from '../shell/router.js';
import { Avatar } from '../users/avatar.js';

/** One comment with what can be done about it; children stand under it. */
export function Comment({ post, comment, list, onReply, onRemove, children }) {
  const [asking, setAsking] = useState(false);
  const [reporting, setReporting] = useState(false);
  const now = useNow();
  const me = session.get()?.user;
  const { author, id, likeCount, viewer } = comment;
  const deletable = me && (me.id === author.id || me.id === post.author.id);

  const like = () => {
    if (!me) return go(withNext('/login', place.get().path));
    const path = `/comments/${id}/like`;
    return wish(`like comment ${id}`, !viewer.liked, (on) => (on ? send(path) : del(path)), (on) => list.change(id, (one) => ({
      viewer: { ...one.viewer, liked: on },
      likeCount: Math.max(0, one.likeCount + Number(on) - Number(one.viewer.liked)),
    })));
  };
  const remove = async () => {
    await del(`/comments/${id}`);
    onRemove(comment);
  };

  const wanted = place.get().query.get('comment') === id;
  return html`<li class=${`comment ${wanted ? 'wanted' : ''}`} tabindex="-1">
    <a href=${`/u/${author.username}`} tabindex="-1" aria-hidden="true" aria-label=${author.username}><${Avatar} user=${author} /></a>
    <div class="comment-body">
      <p class="comment-text"><a class="username" href=${`/u/${author.username}`}>${author.username}</a>
        ${' '}<${RichText} text=${comment.text} /></p>
      <div class="comment-meta">
        <time datetime=${comment.createdAt} title=${fullTime(comment.createdAt)}>${ago(comment.createdAt, now)}</time>
        ${likeCount > 0 && html`<span>${counted(likeCount, 'like')}</span>`}
        ${me && html`<button type="button" aria-label=${`Reply to ${author.username}`}
          onClick=${(event) => onReply(comment, event.currentTarget)}>Reply</button>`}
        ${deletable && html`<button type="button" aria-label=${`Delete the comment of ${author.username}`}
          onClick=${() => setAsking(true)}>Delete</button>`}
        ${me && me.id !== author.id && html`<button type="button" aria-label=${`Report the comment of ${author.username}`}
          onClick=${() => setReporting(true)}>Report</button>`}
      </div>
      ${children}
    </div>
    <button type="button" class=${`icon-button small like ${viewer.liked ? 'liked' : ''}`}
      aria-pressed=${viewer.liked ? 'true' : 'false'} aria-label=${`Like the comment of ${author.username}`} onClick=${like}>
      <span key=${viewer.liked} class="like-heart"><${Icon} name="heart" filled=${viewer.liked} size=${18} /></span></button>
    ${asking && html`<${Confirm} title="Delete this comment?" action="Delete" danger
      text=${`It is gone for everyone${comment.replyCount ? ', with the replies to it' : ''}. This cannot be undone.`}
      onConfirm=${remove} onClose=${() => setAsking(false)} />`}
    ${reporting && html`<${ReportDialog} kind="comment" id=${id} what=${`the comment of ${author.username}`}
      onClose=${() => setReporting(false)} />`}
  </li>`;
}
