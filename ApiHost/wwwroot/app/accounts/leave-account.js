import { html, useState } from '../../vendor/htm-preact.js';
import { del } from '../http/api.js';
import { end } from '../http/session.js';
import { Dialog } from '../shell/dialog.js';
import { Field, FormMessage, useForm } from '../shell/field.js';
import { go } from '../shell/router.js';
import { say } from '../shell/toast.js';

export function LeaveAccount({ me }) {
  const [asking, setAsking] = useState(false);
  return html`<p class="muted">Your profile, photos, comments and likes are gone for everyone at once. This cannot be undone.</p>
    <button type="button" class="button danger" onClick=${() => setAsking(true)}>Delete my account</button>
    ${asking && html`<${Question} me=${me} onClose=${() => setAsking(false)} />`}`;
}

function Question({ me, onClose }) {
  const form = useForm({ password: '' }, async (body) => {
    await del('/users/me', { body });
    end('logout');
    go('/', { replace: true });
    say('Your account is deleted.');
  });
  return html`<${Dialog} title=${`Delete @${me.username}?`} kind="confirm" onClose=${onClose}>
    <form onSubmit=${form.submit} ref=${form.form}>
      <p class="muted">Nobody can ever sign up with this username again, not even you.</p>
      <${FormMessage} text=${form.message} />
      <${Field} label="Password" type="password" autocomplete="current-password" required autofocus ...${form.bind('password')} />
      <div class="dialog-actions">
        <button type="button" class="button quiet" onClick=${onClose}>Cancel</button>
        <button class="button danger" disabled=${form.busy || !form.values.password}>
          ${form.busy ? 'Deleting…' : 'Delete for ever'}</button>
      </div>
    </form>
  <//>`;
}
