import { html, useState } from '../../vendor/htm-preact.js';
import { getPage } from '../http/api.js';
import { usePaged } from '../http/paged.js';
import { useNextRow } from '../shell/next-row.js';
import { Page } from '../shell/page.js';
import { Empty, Failed, ListEnd } from '../shell/states.js';
import { say, sayProblem } from '../shell/toast.js';
import { UserRow, UserRowBones } from '../users/user-row.js';
import { setBlocked, setMuted } from './shun.js';

const kinds = {
  blocks: {
    label: 'Blocked', icon: 'block', verb: 'Unblock', undo: (person) => setBlocked(person, false),
    note: 'They cannot find you, and you do not see them. Unblocking does not bring a follow back.',
    empty: 'No one is blocked', how: 'You can block someone from the menu on their profile.',
    done: (name) => `@${name} is no longer blocked.`,
  },
  mutes: {
    label: 'Muted', icon: 'mute', verb: 'Unmute', undo: (person) => setMuted(person, false),
    note: 'Their posts stay out of your feed. They do not know.',
    empty: 'No one is muted', how: 'You can mute someone from the menu on their profile.',
    done: (name) => `@${name} is no longer muted.`,
  },
};

export function ShunnedPage() {
  const [kind, setKind] = useState('blocks');
  const option = (value) => html`<label class="segment">
    <input type="radio" name="kind" value=${value} checked=${kind === value} onChange=${() => setKind(value)} />
    <span>${kinds[value].label}</span>
  </label>`;
  return html`<${Page} title="Blocked and muted" kind="narrow" backTo="/settings">
    <div class="page-tools"><fieldset class="segments"><legend class="visually-hidden">Which accounts</legend>
      ${option('blocks')}${option('mutes')}</fieldset></div>
    <${People} key=${kind} kind=${kind} />
  <//>`;
}

function People({ kind }) {
  const { icon, verb, undo, note, empty, how, done } = kinds[kind];
  const path = `/users/me/${kind}`;
  const list = usePaged(path, (cursor, signal) => getPage(path, { cursor, signal }));
  const { rows, leave } = useNextRow(list.items.length);
  const [busy, setBusy] = useState(null);

  const release = async (person) => {
    setBusy(person.id);
    try {
      await undo(person);
      leave(list.items.indexOf(person));
      list.remove(person.id);
      say(done(person.username));
    } catch (problem) {
      sayProblem(problem);
    } finally {
      setBusy(null);
    }
  };

  const nothing = !list.hasMore && !list.loading && !list.items.length;
  return html`${list.problem && !list.items.length && html`<${Failed} problem=${list.problem} onRetry=${list.retry} />`}
    ${nothing ? html`<${Empty} icon=${icon} title=${empty} text=${how} />` : html`<p class="muted page-note">${note}</p>`}
    <ul class="user-list card-list" ref=${rows}>${list.items.map((person) => html`<${UserRow} key=${person.id} user=${person}>
      <button type="button" class="button quiet small" disabled=${busy === person.id} aria-label=${`${verb} ${person.username}`}
        onClick=${() => release(person)}>${verb}</button>
    <//>`)}</ul>
    <${ListEnd} list=${list} skeleton=${html`<${UserRowBones} />`} />`;
}
