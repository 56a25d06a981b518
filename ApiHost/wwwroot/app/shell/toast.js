import { html } from '../../vendor/htm-preact.js';
import { store, useStore } from './store.js';
import { Icon } from './icons.js';
import { sentence } from '../http/problem.js';

const SHOWN_MILLISECONDS = 5000;
const MOST = 3;

const toasts = store([]);
let lastId = 0;

/** With href the text is a link. */
export function say(text, kind = 'info', { href, icon = kind === 'problem' ? 'warning' : 'check' } = {}) {
  const id = ++lastId;
  toasts.set([...toasts.get().slice(1 - MOST), { id, text, kind, href, icon }]);
  setTimeout(() => dismiss(id), SHOWN_MILLISECONDS + (kind === 'problem' ? SHOWN_MILLISECONDS : 0));
}

/** For a catch: an aborted call is not news. */
export function sayProblem(problem) {
  if (problem?.name !== 'AbortError') say(sentence(problem), 'problem');
}

const dismiss = (id) => toasts.set(toasts.get().filter((toast) => toast.id !== id));

// Two live regions that are always there: a region that appears together with its text is not announced reliably.
export function Toasts() {
  const all = useStore(toasts);
  const of = (kind) => all.filter((toast) => toast.kind === kind);
  return html`<div class="toasts">
    <div role="status">${of('info').map((toast) => html`<${Toast} key=${toast.id} ...${toast} />`)}</div>
    <div role="alert">${of('problem').map((toast) => html`<${Toast} key=${toast.id} ...${toast} />`)}</div>
  </div>`;
}

function Toast({ id, text, kind, href, icon }) {
  return html`<div class=${`toast ${kind}`}>
    <${Icon} name=${icon} size=${20} />
    ${href ? html`<a href=${href} onClick=${() => dismiss(id)}>${text}</a>` : html`<span>${text}</span>`}
    <button type="button" class="icon-button small" aria-label="Dismiss" onClick=${() => dismiss(id)}>
      <${Icon} name="close" size=${16} />
    </button>
  </div>`;
}
