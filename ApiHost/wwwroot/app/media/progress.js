import { html } from '../../vendor/htm-preact.js';

const words = { waiting: 'Waiting', sending: 'Uploading', processing: 'Processing', ready: 'Ready' };

export const phaseWord = (phase) => words[phase];

/** How far an upload is. While the server works on it there is no measure, and the bar says so. */
export function Progress({ phase, fraction = 0, label }) {
  const percent = Math.round(fraction * 100);
  const measured = phase === 'sending';
  return html`<div class=${`progress ${phase}`} role="progressbar" aria-label=${label} aria-valuemin="0"
    aria-valuemax="100" aria-valuenow=${measured ? percent : undefined} aria-valuetext=${measured ? `${percent}%` : words[phase]}>
    <span class="progress-bar" style=${{ transform: `scaleX(${measured ? fraction : 1})` }}></span>
    <span class="progress-text" aria-hidden="true">${measured ? `${words.sending} ${percent}%` : words[phase]}</span>
  </div>`;
}
