import { html } from '../../vendor/htm-preact.js';
import { put } from '../http/api.js';
import { Field, FormMessage, useForm } from '../shell/field.js';
import { say } from '../shell/toast.js';

const EMPTY = { currentPassword: '', newPassword: '' };

export function PasswordForm() {
  const form = useForm(EMPTY, async (values) => {
    await put('/auth/password', values);
    for (const name of Object.keys(EMPTY)) form.bind(name).onInput('');
    say('Password changed. Every other device is logged out.');
  });
  return html`<form onSubmit=${form.submit} ref=${form.form}>
    <${FormMessage} text=${form.message} />
    <${Field} label="Current password" type="password" autocomplete="current-password" required ...${form.bind('currentPassword')} />
    <${Field} label="New password" type="password" autocomplete="new-password" required minlength="8" maxlength="256"
      hint="At least 8 characters. It logs out every other device." ...${form.bind('newPassword')} />
    <button class="button" disabled=${form.busy}>${form.busy ? 'Changing…' : 'Change password'}</button>
  </form>`;
}
