import { html } from '../../vendor/htm-preact.js';
import { getPage } from '../http/api.js';
import { usePaged } from '../http/paged.js';
import { Failed, ListEnd } from '../shell/states.js';
import { GridBones, PhotoGrid } from '../users/photo-grid.js';
import { remember } from './posts.js';

const PAGE = 24;

/** The posts behind a path, page by page; found again as they were on the way back. A null path loads nothing. */
export const usePostList = (path) => usePaged(path, async (cursor, signal) => {
  const page = await getPage(path, { cursor, limit: PAGE, signal });
  remember(page.items);
  return page;
}, { keep: true });

/** Such posts as a grid that goes on as it is scrolled; empty stands there when there is none. */
export function PostGrid({ list, empty }) {
  return html`
    ${list.problem && !list.items.length && html`<${Failed} problem=${list.problem} onRetry=${list.retry} />`}
    ${!list.hasMore && !list.loading && !list.items.length && empty}
    <${PhotoGrid} posts=${list.items} />
    <${ListEnd} list=${list} skeleton=${html`<${GridBones} />`} />`;
}
