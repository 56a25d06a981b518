import { html } from '../../vendor/htm-preact.js';
import { AuthPage } from './auth-page.js';

export function WelcomePage() {
  return html`<${AuthPage} title="Photos for the people you choose" kind="welcome"
    lead="Follow friends, post what you saw today, and keep your account private if you like. Nothing here is sold.">
    <div class="stack">
      <a class="button wide" href="/signup">Create an account</a>
      <a class="button quiet wide" href="/login">Log in</a>
    </div>
  <//>`;
}
