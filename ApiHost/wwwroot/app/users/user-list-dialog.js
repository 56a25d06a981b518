import { html } from '../../vendor/htm-preact.js';
import { getPage } from '../http/api.js';
import { usePaged } from '../http/paged.js';
import { Dialog } from '../shell/dialog.js';
import { Empty, Failed, ListEnd } from '../shell/states.js';
import { UserRow, UserRowBones } from './user-row.js';

const PAGE = 30;

/** A paged list of people in a dialog; action(person, list) is what stands beside each. */
export function UserListDialog({ title, path, empty, action, onClose, children }) {
  const list = usePaged(path, (cursor, signal) => getPage(path, { cursor, limit: PAGE, signal }));
  return html`<${Dialog} title=${title} onClose=${onClose} kind="people">
    <div class="scroll" tabindex="-1">
      ${list.problem && !list.items.length && html`<${Failed} problem=${list.problem} onRetry=${list.retry} />`}
      ${!list.hasMore && !list.items.length && html`<${Empty} icon="person" title=${empty} />`}
      <ul class="user-list">${list.items.map((person) => html`<${UserRow} key=${person.id} user=${person} onGo=${onClose}>
        ${action?.(person, list)}
      <//>`)}</ul>
      <${ListEnd} list=${list} skeleton=${html`<${UserRowBones} />`} />
    </div>
    ${children}
  <//>`;
}
