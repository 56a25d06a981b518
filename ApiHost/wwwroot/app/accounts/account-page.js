import { html } from '../../vendor/htm-preact.js';
import { session } from '../http/session.js';
import { Page } from '../shell/page.js';
import { useStore } from '../shell/store.js';
import { LeaveAccount } from './leave-account.js';
import { PasswordForm } from './password-form.js';
import { SessionList } from './session-list.js';
import { TakeAlong } from './take-along.js';

/** What concerns the account rather than the profile: who is logged in, and how to go. */
export function AccountPage() {
  const me = useStore(session)?.user;
  if (!me) return null;
  return html`<${Page} title="Account" kind="narrow" backTo="/settings">
    <section class="card" aria-labelledby="account-sessions">
      <h2 id="account-sessions">Where you are logged in</h2>
      <${SessionList} />
    </section>
    <section class="card" aria-labelledby="account-password">
      <h2 id="account-password">Password</h2>
      <${PasswordForm} />
    </section>
    <section class="card" aria-labelledby="account-data">
      <h2 id="account-data">Your data</h2>
      <${TakeAlong} me=${me} />
    </section>
    <section class="card" aria-labelledby="account-leave">
      <h2 id="account-leave">Delete account</h2>
      <${LeaveAccount} me=${me} />
    </section>
  <//>`;
}
