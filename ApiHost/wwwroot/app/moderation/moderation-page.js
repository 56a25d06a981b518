import { html, useState } from '../../vendor/htm-preact.js';
import { getPage } from '../http/api.js';
import { usePaged } from '../http/paged.js';
import { useNextRow } from '../shell/next-row.js';
import { Page } from '../shell/page.js';
import { Bone, Empty, Failed, ListEnd } from '../shell/states.js';
import { AuditLog } from './audit-log.js';
import { QueueItem } from './queue-item.js';

const views = { open: 'Open', removed: 'Removed', approved: 'Kept', log: 'Log' };
const nothings = { open: 'Nothing waits', removed: 'Nothing is removed', approved: 'Nothing was kept' };

/** The moderators' desk. To everyone else the server has no such thing, and neither has this page. */
export function ModerationPage() {
  const [view, setView] = useState('open');
  const option = (value) => html`<label class="segment">
    <input type="radio" name="view" value=${value} checked=${view === value} onChange=${() => setView(value)} />
    <span>${views[value]}</span>
  </label>`;
  return html`<${Page} title="Moderation" kind="narrow">
    <div class="page-tools"><fieldset class="segments"><legend class="visually-hidden">What to show</legend>
      ${Object.keys(views).map(option)}</fieldset></div>
    ${view === 'log' ? html`<${AuditLog} />` : html`<${Queue} key=${view} status=${view} />`}
  <//>`;
}

function Queue({ status }) {
  const load = (cursor, signal) => getPage('/admin/moderation', { cursor, signal, query: { status } });
  const list = usePaged(`/admin/moderation?${status}`, load);
  const { rows, leave } = useNextRow(list.items.length);
  const decided = (item) => {
    leave(list.items.findIndex((one) => one.id === item.id));
    list.remove(item.id);
  };
  if (list.problem?.status === 404) return html`<${NotForYou} />`;
  const nothing = !list.hasMore && !list.loading && !list.items.length;
  return html`${list.problem && !list.items.length && html`<${Failed} problem=${list.problem} onRetry=${list.retry} />`}
    ${nothing && html`<${Empty} icon="shield" title=${nothings[status]} />`}
    <ul class="cards" ref=${rows}>${list.items.map((item) => html`<${QueueItem} key=${item.id} item=${item}
      onDecided=${() => decided(item)} />`)}</ul>
    <${ListEnd} list=${list} skeleton=${html`<div class="card"><${Bone} kind="line" /><${Bone} kind="photo" /></div>`} />`;
}

const NotForYou = () => html`<${Empty} icon="find" title="There is no such page" text="The link may be old, or mistyped.">
  <a class="button quiet" href="/">Go home</a>
<//>`;
