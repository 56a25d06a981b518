import { html, useState } from '../../vendor/htm-preact.js';
import { post } from '../http/api.js';
import { forgetLists } from '../http/paged.js';
import { Picture } from '../media/picture.js';
import { Confirm } from '../shell/dialog.js';
import { ago, counted, fullTime, useNow } from '../shell/format.js';
import { say, sayProblem } from '../shell/toast.js';

const sources = {
  report: (item) => counted(item.reportCount, 'report'),
  classifier: () => 'image check',
  budget: () => 'unusual activity',
  moderator: () => 'a moderator',
};
const names = { post: 'Post', comment: 'Comment', user: 'Account', story: 'Story' };

/** One thing to judge: what it is, why it is here, and the verdicts. */
export function QueueItem({ item, onDecided }) {
  const [busy, setBusy] = useState(false);
  const [suspending, setSuspending] = useState(false);
  const now = useNow();
  const { kind, author, content, appeal, score } = item;
  const whose = author ? author.username : 'someone who left';
  const name = `${names[kind]} by ${whose}`;

  const decide = async (verdict, words) => {
    setBusy(true);
    try {
      await post(`/admin/moderation/${item.id}/${verdict}`);
      forgetLists();
      say(words);
      onDecided();
    } catch (problem) {
      sayProblem(problem);
      setBusy(false);
    }
  };
  const suspend = async () => {
    await post(`/admin/users/${author.id}/suspend`);
    forgetLists();
    say(`@${whose} is suspended.`);
  };
  const removal = kind === 'user' ? 'Suspend' : 'Remove';
  const shown = item.status === 'removed' || appeal ? 'Restore' : 'Keep';

  return html`<li class="card queue-item" aria-label=${name}>
    <h2>${names[kind]} by ${author ? html`<a href=${`/u/${whose}`}>${whose}</a>` : whose}</h2>
    <p class="muted">${sources[item.source](item)}${score !== null && `, explicit ${score.toFixed(2)}`}, <time
      datetime=${item.createdAt} title=${fullTime(item.createdAt)}>${ago(item.createdAt, now)}</time>
      ${item.decidedBy && `, decided by ${item.decidedBy}`}</p>
    ${content ? html`<${Content} content=${content} />` : html`<p class="muted">It is gone.</p>`}
    ${item.reasons.length > 0 && html`<ul class="reasons" aria-label="Reasons">${item.reasons.map((reason, index) => html`<li
      key=${index}>${reason}</li>`)}</ul>`}
    ${appeal && html`<p>The author appeals:</p><blockquote>${appeal.text}</blockquote>`}
    <div class="row">
      ${item.status !== 'approved' && html`<button type="button" class="button quiet" disabled=${busy}
        aria-label=${`${shown}: ${name}`} onClick=${() => decide('approve', `${name}: shown.`)}>${shown}</button>`}
      ${item.status !== 'removed' && html`<button type="button" class="button danger" disabled=${busy}
        aria-label=${`${removal}: ${name}`} onClick=${() => decide('remove', `${name}: hidden.`)}>${removal}</button>`}
      ${kind !== 'user' && author && html`<button type="button" class="button plain" disabled=${busy}
        onClick=${() => setSuspending(true)}>Suspend ${whose}</button>`}
    </div>
    ${suspending && html`<${Confirm} title=${`Suspend ${whose}?`} action="Suspend" danger
      text="Nobody sees the account or anything of it until it is restored. Its owner is told and can appeal."
      onConfirm=${suspend} onClose=${() => setSuspending(false)} />`}
  </li>`;
}

function Content({ content }) {
  const { text, media, postId } = content;
  return html`${media.length > 0 && html`<div class="judged">${media.map((medium) => html`<${Picture} key=${medium.id}
      media=${medium} sizes="300px" />`)}</div>`}
    ${text && html`<p class="judged-text">${text}</p>`}
    ${postId && html`<p><a href=${`/p/${postId}`}>Open the post</a></p>`}`;
}
