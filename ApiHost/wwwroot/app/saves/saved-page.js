import { html } from '../../vendor/htm-preact.js';
import { getPage } from '../http/api.js';
import { usePaged } from '../http/paged.js';
import { session } from '../http/session.js';
import { remember } from '../posts/posts.js';
import { Page } from '../shell/page.js';
import { Empty, Failed, ListEnd } from '../shell/states.js';
import { GridBones, PhotoGrid } from '../users/photo-grid.js';
import { SAVED } from './saves.js';

const PAGE = 24;

export function SavedPage() {
  const list = usePaged(SAVED, async (cursor, signal) => {
    const page = await getPage(SAVED, { cursor, limit: PAGE, signal });
    remember(page.items);
    return page;
  }, { keep: true });
  const nothing = !list.hasMore && !list.loading && !list.items.length;

  return html`<${Page} title="Saved" kind="wide" backTo=${`/u/${session.get()?.user.username}`}>
    ${list.problem && !list.items.length && html`<${Failed} problem=${list.problem} onRetry=${list.retry} />`}
    ${nothing ? html`<${Empty} icon="bookmark" title="Nothing saved yet"
        text="Press the bookmark under a photo to find it again here. Only you see what you save.">
        <a class="button quiet" href="/">Go home</a>
      <//>`
      : html`<p class="muted page-note">Newest save first. Only you see this.</p>
        <${PhotoGrid} posts=${list.items} />`}
    <${ListEnd} list=${list} skeleton=${html`<${GridBones} />`} />
  <//>`;
}
