import { html } from '../../vendor/htm-preact.js';
import { Page } from '../shell/page.js';

export function StoriesPage() {
  return html`<${Page} title="Stories" kind="narrow" />`;
}
