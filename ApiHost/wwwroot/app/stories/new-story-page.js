import { html } from '../../vendor/htm-preact.js';
import { Page } from '../shell/page.js';

export function NewStoryPage() {
  return html`<${Page} title="New story" kind="narrow" />`;
}
