import { html, useState } from '../../vendor/htm-preact.js';
import { getFile } from '../http/api.js';
import { say, sayProblem } from '../shell/toast.js';

const KEPT_MILLISECONDS = 60_000;

export function TakeAlong({ me }) {
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    try {
      keep(await getFile('/users/me/export'), `instagram-${me.username}.zip`);
      say('Your data has arrived.');
    } catch (problem) {
      sayProblem(problem);
    } finally {
      setBusy(false);
    }
  };
  return html`<p class="muted">Your profile, posts with the original photos, comments, likes, and whom you follow, in one archive.</p>
    <button type="button" class="button quiet" disabled=${busy} onClick=${download}>
      ${busy ? 'Preparing…' : 'Download my data'}</button>`;
}

// A link with the token in it could be copied; so the page fetches the file and hands it to the browser's downloads.
function keep(blob, name) {
  const address = URL.createObjectURL(blob);
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MILLISECONDS);
}
