import { html } from '../../vendor/htm-preact.js';
import { getPage } from '../http/api.js';
import { usePaged } from '../http/paged.js';
import { fullTime } from '../shell/format.js';
import { Bone, Empty, Failed, ListEnd } from '../shell/states.js';

const did = {
  flag: 'flagged', remove: 'removed', approve: 'kept', restore: 'restored', uphold: 'upheld the removal of',
  overturn: 'overturned the removal of',
};
const names = { user: 'account' };

/** Who did what to what, newest first. */
export function AuditLog() {
  const list = usePaged('/admin/audit', (cursor, signal) => getPage('/admin/audit', { cursor, signal }));
  const nothing = !list.hasMore && !list.loading && !list.items.length;
  return html`${list.problem && !list.items.length && html`<${Failed} problem=${list.problem} onRetry=${list.retry} />`}
    ${nothing && html`<${Empty} icon="shield" title="Nothing was done yet" />`}
    <ul class="log">${list.items.map((entry) => html`<li key=${entry.id}>
      <strong>${entry.actor}</strong> ${did[entry.action] ?? entry.action} ${names[entry.kind] ?? entry.kind} ${entry.targetId}
      <time class="muted" datetime=${entry.createdAt}>${fullTime(entry.createdAt)}</time></li>`)}</ul>
    <${ListEnd} list=${list} skeleton=${html`<${Bone} kind="line" />`} />`;
}
