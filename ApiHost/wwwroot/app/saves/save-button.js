import { html } from '../../vendor/htm-preact.js';
import { withNext } from '../accounts/login-page.js';
import { session } from '../http/session.js';
import { Icon } from '../shell/icons.js';
import { go, place } from '../shell/router.js';
import { setSaved } from './saves.js';

export function SaveButton({ post }) {
  const saved = post.viewer?.saved ?? false;
  const press = () => (session.get() ? setSaved(post.id, !saved) : go(withNext('/login', place.get().path)));
  return html`<button type="button" class=${`icon-button save ${saved ? 'saved' : ''}`} aria-label="Save"
    aria-pressed=${saved ? 'true' : 'false'} title=${saved ? 'Saved' : 'Save'} onClick=${press}>
    <${Icon} name="bookmark" /></button>`;
}
