import { html, useState } from '../../vendor/htm-preact.js';
import { getPage, post } from '../http/api.js';
import { usePaged } from '../http/paged.js';
import { Dialog } from '../shell/dialog.js';
import { Field, FormMessage, useForm } from '../shell/field.js';
import { ago, fullTime, useNow } from '../shell/format.js';
import { Page } from '../shell/page.js';
import { Bone, Empty, Failed, ListEnd } from '../shell/states.js';
import { say } from '../shell/toast.js';

const MOST = 1000;
const names = { post: 'Your post', comment: 'A comment of yours', user: 'Your account', story: 'A story of yours' };
const outcomes = {
  pending: 'You appealed. A moderator will look at it again.',
  upheld: 'You appealed, and the decision stands.',
  overturned: 'You appealed, and the decision was taken back.',
};

/** What moderators decided about me, and my one appeal against each. */
export function DecisionsPage() {
  const path = '/users/me/moderation';
  const list = usePaged(path, (cursor, signal) => getPage(path, { cursor, signal }));
  const nothing = !list.hasMore && !list.loading && !list.items.length;
  return html`<${Page} title="Decisions about you" kind="narrow" backTo="/settings">
    ${list.problem && !list.items.length && html`<${Failed} problem=${list.problem} onRetry=${list.retry} />`}
    ${nothing && html`<${Empty} icon="shield" title="Nothing was decided about you"
      text="When a moderator removes something of yours, it stands here, and you can appeal." />`}
    <ul class="cards">${list.items.map((decision) => html`<${Decision} key=${decision.id} decision=${decision}
      onAppealed=${(appeal) => list.change(decision.id, () => ({ appeal }))} />`)}</ul>
    <${ListEnd} list=${list} skeleton=${html`<div class="card"><${Bone} kind="line" /></div>`} />
  <//>`;
}

function Decision({ decision, onAppealed }) {
  const [appealing, setAppealing] = useState(false);
  const now = useNow();
  const { kind, targetId, reason, decidedAt, appeal } = decision;
  const removed = decision.decision === 'removed';
  const verb = kind === 'user' ? ['is suspended', 'is no longer suspended'] : ['was removed', 'was removed, and is back'];
  return html`<li class="card decision">
    <h2>${names[kind]} ${verb[removed ? 0 : 1]}</h2>
    <p>${reason} <time class="muted" datetime=${decidedAt} title=${fullTime(decidedAt)}>${ago(decidedAt, now)}</time></p>
    ${kind === 'user' && removed && html`<p>Nobody else sees your account. You can read, and take back what is yours.</p>`}
    ${kind === 'post' && html`<p><a href=${`/p/${targetId}`}>Open the post</a></p>`}
    ${appeal && html`<blockquote>${appeal.text}</blockquote><p class="muted">${outcomes[appeal.status]}</p>`}
    ${removed && !appeal && html`<button type="button" class="button quiet"
      onClick=${() => setAppealing(true)}>Appeal</button>`}
    ${appealing && html`<${AppealDialog} decision=${decision} onAppealed=${onAppealed}
      onClose=${() => setAppealing(false)} />`}
  </li>`;
}

function AppealDialog({ decision, onAppealed, onClose }) {
  const form = useForm({ text: '' }, async (values) => {
    const text = values.text.trim();
    await post(`/users/me/moderation/${decision.id}/appeal`, { text }, { once: true });
    onAppealed({ text, status: 'pending', createdAt: new Date().toISOString() });
    say('Your appeal is with the moderators.');
    onClose();
  });
  return html`<${Dialog} title="Appeal" onClose=${onClose} kind="confirm">
    <p>You can appeal once. Say why this should be decided otherwise.</p>
    <form onSubmit=${form.submit} ref=${form.form}>
      <${FormMessage} text=${form.message} />
      <${Field} label="Your appeal" multiline rows="5" maxlength=${MOST} required ...${form.bind('text')} />
      <div class="dialog-actions">
        <button type="button" class="button quiet" onClick=${onClose}>Cancel</button>
        <button class="button" disabled=${form.busy || !form.values.text.trim()}>Send appeal</button>
      </div>
    </form>
  <//>`;
}
