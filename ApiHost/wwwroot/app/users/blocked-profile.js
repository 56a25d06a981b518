import { html, useState } from '../../vendor/htm-preact.js';
import { setBlocked } from '../graph/shun.js';
import { say, sayProblem } from '../shell/toast.js';
import { Avatar } from './avatar.js';

/** All there is of someone I block: who they are, and the way back. */
export function BlockedProfile({ user, onUnblocked }) {
  const [busy, setBusy] = useState(false);
  const unblock = async () => {
    setBusy(true);
    try {
      await setBlocked(user, false);
      say(`@${user.username} is no longer blocked.`);
      onUnblocked();
    } catch (problem) {
      sayProblem(problem);
      setBusy(false);
    }
  };
  return html`<section class="empty" aria-labelledby="blocked-heading">
    <${Avatar} user=${user} size="huge" />
    ${user.displayName !== user.username && html`<p class="blocked-name">${user.displayName}</p>`}
    <h2 id="blocked-heading">You have blocked this account</h2>
    <p>They cannot find your profile or see your photos, and you do not see theirs. Unblocking does not bring a follow back.</p>
    <div class="empty-actions"><button type="button" class="button" disabled=${busy} aria-label=${`Unblock ${user.username}`}
      onClick=${unblock}>Unblock</button></div>
  </section>`;
}
