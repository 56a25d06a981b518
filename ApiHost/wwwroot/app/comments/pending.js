import { html } from '../../vendor/htm-preact.js';
import { sentence } from '../http/problem.js';
import { session } from '../http/session.js';
import { RichText } from '../shell/rich-text.js';
import { Avatar } from '../users/avatar.js';
import { deliver, discard } from './outgoing.js';

/** A comment on its way, or one that did not arrive. */
export function Pending({ entry }) {
  const me = session.get().user;
  const { problem } = entry;
  return html`<li class=${`comment pending ${problem ? 'failed' : ''}`}>
    <${Avatar} user=${me} />
    <div class="comment-body">
      <p class="comment-text"><span class="username">${me.username}</span>${' '}<${RichText} text=${entry.text} /></p>
      ${problem ? html`<p class="error" role="alert">Not posted. ${sentence(problem)}</p>
        <div class="comment-meta">
          <button type="button" onClick=${() => deliver(entry)}>Try again</button>
          <button type="button" onClick=${() => discard(entry.key)}>Discard</button>
        </div>`
        : html`<div class="comment-meta"><span>Posting…</span></div>`}
    </div>
  </li>`;
}
