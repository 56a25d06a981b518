import { html, useState } from '../../vendor/htm-preact.js';
import { get } from '../http/api.js';
import { sentence } from '../http/problem.js';
import { Dialog } from '../shell/dialog.js';
import { Field } from '../shell/field.js';
import { go } from '../shell/router.js';
import { store, useStore } from '../shell/store.js';

const open = store(false);

export const findPeople = () => open.set(true);

/** Finds one person by their exact username and goes to their profile. */
export function FindDialog() {
  return useStore(open) ? html`<${Find} onClose=${() => open.set(false)} />` : null;
}

function Find({ onClose }) {
  const [name, setName] = useState('');
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event) => {
    event.preventDefault();
    const username = name.trim().replace(/^@/, '').toLowerCase();
    if (!username) return setError('Type a username.');
    setBusy(true);
    setError(null);
    try {
      const user = await get(`/users/by-username/${encodeURIComponent(username)}`);
      onClose();
      go(`/u/${user.username}`);
    } catch (problem) {
      setError([400, 404].includes(problem.status) ? `No one here is called @${username}.` : sentence(problem));
      setBusy(false);
    }
    return undefined;
  };

  return html`<${Dialog} title="Find someone" onClose=${onClose} kind="confirm">
    <form onSubmit=${submit}>
      <${Field} label="Username" name="find" value=${name} onInput=${setName} error=${error} autofocus autocomplete="off"
        autocapitalize="none" spellcheck=${false} hint="The exact name, as on their profile." />
      <div class="dialog-actions"><button class="button" disabled=${busy}>${busy ? 'Looking…' : 'Go to profile'}</button></div>
    </form>
  <//>`;
}
