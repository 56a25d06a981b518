import { html } from '../../vendor/htm-preact.js';
import { Page } from '../shell/page.js';

export function NotificationsPage() {
  return html`<${Page} title="Notifications" kind="narrow" />`;
}
