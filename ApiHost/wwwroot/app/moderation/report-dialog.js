import { html } from '../../vendor/htm-preact.js';
import { post } from '../http/api.js';
import { Dialog } from '../shell/dialog.js';
import { Field, FormMessage, useForm } from '../shell/field.js';
import { say } from '../shell/toast.js';

const MOST = 1000;

/** Tells the moderators about a thing; kind and id are the contract's, what is its name in a sentence. */
export function ReportDialog({ kind, id, what, onClose }) {
  const form = useForm({ reason: '' }, async ({ reason }) => {
    await post('/reports', { kind, id, reason: reason.trim() });
    say('Thank you. A moderator will look at it.');
    onClose();
  });
  return html`<${Dialog} title=${`Report ${what}`} onClose=${onClose} kind="confirm">
    <p>The moderators see who reports; the person you report does not.</p>
    <form onSubmit=${form.submit} ref=${form.form}>
      <${FormMessage} text=${form.message} />
      <${Field} label="What is wrong with it?" multiline rows="4" maxlength=${MOST} required ...${form.bind('reason')} />
      <div class="dialog-actions">
        <button type="button" class="button quiet" onClick=${onClose}>Cancel</button>
        <button class="button danger" disabled=${form.busy || !form.values.reason.trim()}>Send report</button>
      </div>
    </form>
  <//>`;
}
