import { html } from '../../vendor/htm-preact.js';
import { store, useStore } from './store.js';
import { Icon } from './icons.js';
import { sentence } from '../http/problem.js';

const SHOWN_MILLISECONDS = 5000;
const MOST = 3;

const toasts = store([]);
let lastId = 0;

export function say(text, kind = 'info') {
  const id = ++lastId;
  toasts.set([...toasts.get().slice(1 - MOST), { id, text, kind }]);
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

function Toast({ id, text, kind }) {
  return html`<div class=${`toast ${kind}`}>
    <${Icon} name=${kind === 'problem' ? 'warning' : 'check'} size=${20} />
    <span>${text}</span>
    <button type="button" class="icon-button small" aria-label="Dismiss" onClick=${() => dismiss(id)}>
      <${Icon} name="close" size=${16} />
    </button>
  </div>`;
}
