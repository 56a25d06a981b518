import { html } from '../../vendor/htm-preact.js';
import { Page } from '../shell/page.js';

export function SearchPage() {
  return html`<${Page} title="Search" kind="narrow" />`;
}
