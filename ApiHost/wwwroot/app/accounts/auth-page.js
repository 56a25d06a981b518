import { html } from '../../vendor/htm-preact.js';
import { Page } from '../shell/page.js';
import { Wordmark } from '../shell/wordmark.js';
import { Scene } from './scene.js';

/** The frame of the pages before login: the form beside a picture. */
export function AuthPage({ title, lead, children, other, kind = '' }) {
  return html`<div class=${`auth ${kind}`}>
    <div class="auth-art"><${Scene} /></div>
    <div class="auth-side">
      <a class="auth-brand" href="/" aria-label="Orleans, home"><${Wordmark} height=${38} /></a>
      <${Page} title=${title} kind="auth-page">
        ${lead && html`<p class="lead">${lead}</p>`}
        ${children}
      <//>
      ${other && html`<p class="auth-other">${other}</p>`}
    </div>
  </div>`;
}
