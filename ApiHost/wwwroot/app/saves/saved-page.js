import { html } from '../../vendor/htm-preact.js';
import { session } from '../http/session.js';
import { PostGrid, usePostList } from '../posts/post-list.js';
import { Page } from '../shell/page.js';
import { Empty } from '../shell/states.js';
import { SAVED } from './saves.js';

export function SavedPage() {
  const list = usePostList(SAVED);
  return html`<${Page} title="Saved" kind="wide" backTo=${`/u/${session.get()?.user.username}`}>
    ${(list.loading || list.items.length > 0) && html`<p class="muted page-note">Newest save first. Only you see this.</p>`}
    <${PostGrid} list=${list} empty=${html`<${Empty} icon="bookmark" title="Nothing saved yet"
      text="Press the bookmark under a photo to find it again here. Only you see what you save.">
      <a class="button quiet" href="/">Go home</a>
    <//>`} />
  <//>`;
}
