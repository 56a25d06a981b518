import { html, useRef } from '../../vendor/htm-preact.js';
import { getPage } from '../http/api.js';
import { usePaged } from '../http/paged.js';
import { counted } from '../shell/format.js';
import { Empty, Failed, ListEnd } from '../shell/states.js';
import { GridBones, PhotoGrid } from '../users/photo-grid.js';
import { UserRowBones } from '../users/user-row.js';
import { Hit } from './hits.js';
import { kinds } from './kinds.js';
import { keepRecent } from './recent.js';

const PAGE = 24;

/** What there is of one kind. While the next words are searched the hits before them stay, faded. */
export function Results({ kind, words, near }) {
  const { one, many, icon, keep } = kinds[kind];
  const around = near ? `${near.lat},${near.lng}` : undefined;
  const list = usePaged(`search ${kind} ${words} ${around ?? ''}`, async (cursor, signal) => {
    const page = await getPage('/search', { cursor, limit: PAGE, query: { q: words || undefined, type: kind, near: around }, signal });
    const items = page.items.map((item) => (item.id ? item : { ...item, id: item.tag }));
    keep(items);
    return { ...page, items };
  }, { keep: true });

  const before = useRef([]);
  const fading = list.loading && !list.items.length && before.current.length > 0;
  if (!list.loading) before.current = list.items;
  const items = fading ? before.current : list.items;
  const nothing = !list.hasMore && !list.loading && !items.length;
  const found = !list.loading && items.length > 0
    ? `${list.hasMore ? 'More than ' : ''}${counted(items.length, one, many)} found` : '';

  return html`<p class="visually-hidden" role="status">${found}</p>
    ${list.problem && !items.length && html`<${Failed} problem=${list.problem} onRetry=${list.retry} />`}
    ${nothing && html`<${Empty} icon=${icon} title=${`No ${many} found`} text=${words
      ? `Nothing fits “${words}”. Try fewer letters or other words.` : 'No one has posted from around here yet.'} />`}
    <div class=${`results ${fading ? 'fading' : ''}`} aria-busy=${fading ? 'true' : undefined}>
      ${kind === 'posts' ? html`<${PhotoGrid} posts=${items} />`
        : html`<ul class="user-list card-list">${items.map((hit) => html`<${Hit} key=${hit.id} kind=${kind} hit=${hit} near=${near}
            onGo=${keepRecent} />`)}</ul>`}
    </div>
    <${ListEnd} list=${fading ? { ...list, loading: false } : list}
      skeleton=${kind === 'posts' ? html`<${GridBones} />` : html`<div class="card-list"><${UserRowBones} rows=${6} /></div>`} />`;
}
