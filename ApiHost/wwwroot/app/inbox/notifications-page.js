import { html, useEffect, useRef, useState } from '../../vendor/htm-preact.js';
import { waiting } from '../graph/requests.js';
import { getPage } from '../http/api.js';
import { usePaged } from '../http/paged.js';
import { session } from '../http/session.js';
import { useNow } from '../shell/format.js';
import { Icon } from '../shell/icons.js';
import { Page } from '../shell/page.js';
import { Bone, Empty, Failed, ListEnd } from '../shell/states.js';
import { useStore } from '../shell/store.js';
import { sayProblem } from '../shell/toast.js';
import { on } from './live.js';
import { NoticeRow } from './notice-row.js';
import { line } from './notice-words.js';
import { markSeen } from './unread.js';

const PAGE = 30;
const PATH = '/notifications';

export function NotificationsPage() {
  const me = useStore(session)?.user;
  const now = useNow();
  const list = usePaged(PATH, (cursor, signal) => getPage(PATH, { cursor, limit: PAGE, signal }));
  const [news, setNews] = useState('');
  // What was new when it came stays under "New" although it counts as seen from then on.
  const fresh = useRef(new Set());
  for (const notice of list.items) if (!notice.seen) fresh.current.add(notice.id);

  useEffect(() => on('notice', (notice) => {
    fresh.current.add(notice.id);
    list.remove(notice.id);
    list.add(notice);
    setNews(`${line(notice)}.`);
  }), []);
  useEffect(() => {
    const again = (event) => { if (event.detail === PATH) list.reload(); };
    addEventListener('again', again);
    return () => removeEventListener('again', again);
  }, []);
  const newest = list.items.find((notice) => !notice.seen);
  useEffect(() => {
    if (newest) markSeen(newest.id).catch(sayProblem);
  }, [newest?.id, newest?.createdAt]);

  const nothing = !list.hasMore && !list.loading && !list.items.length;
  const section = (title, notices) => notices.length > 0 && html`<section class="notices" aria-label=${title}>
    <h2>${title}</h2>
    <ul>${notices.map((notice) => html`<${NoticeRow} key=${notice.id} notice=${notice} me=${me} now=${now}
      fresh=${fresh.current.has(notice.id)} />`)}</ul>
  </section>`;

  return html`<${Page} title="Notifications" kind="narrow">
    <${Requests} />
    <p class="visually-hidden" role="status">${news}</p>
    ${list.problem && !list.items.length && html`<${Failed} problem=${list.problem} onRetry=${list.retry} />`}
    ${nothing && html`<${Empty} icon="bell" title="Nothing yet"
      text="When someone follows you, or likes or comments on your posts, it appears here." />`}
    ${section('New', list.items.filter((notice) => fresh.current.has(notice.id)))}
    ${section('Earlier', list.items.filter((notice) => !fresh.current.has(notice.id)))}
    <${ListEnd} list=${list} skeleton=${html`<${NoticeBones} />`} />
  <//>`;
}

function Requests() {
  const asking = useStore(waiting);
  const many = asking === 0 ? 'No one is waiting' : `${asking} ${asking === 1 ? 'person is' : 'people are'} waiting`;
  return html`<a class="requests-link" href="/requests">
    <span class="round-icon"><${Icon} name="requests" size=${22} /></span>
    <span class="user-names"><strong>Follow requests</strong><span class="muted">${many}</span></span>
    ${asking !== 0 && html`<span class="news-dot" aria-hidden="true"></span>`}
    <${Icon} name="right" size=${20} />
  </a>`;
}

const NoticeBones = () => Array.from({ length: 6 }, (_, index) => html`<div class="notice" key=${index}>
  <${Bone} kind="circle medium" /><span class="notice-line"><${Bone} kind="line" /></span></div>`);
