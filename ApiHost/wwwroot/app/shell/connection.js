import { html } from '../../vendor/htm-preact.js';
import { store, useStore } from './store.js';

const online = store(navigator.onLine);
addEventListener('online', () => online.set(true));
addEventListener('offline', () => online.set(false));

export function Connection() {
  const connected = useStore(online);
  return html`<div role="status" class="connection">${!connected
    && html`<p>You are offline. What you do is sent when the connection is back.</p>`}</div>`;
}
