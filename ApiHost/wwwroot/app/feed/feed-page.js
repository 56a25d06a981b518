import { html, useEffect, useRef, useState } from '../../vendor/htm-preact.js';
import { getPage } from '../http/api.js';
import { usePaged } from '../http/paged.js';
import { session } from '../http/session.js';
import { on } from '../inbox/live.js';
import { PostBones, PostCard } from '../posts/post-card.js';
import { remember } from '../posts/posts.js';
import { Icon } from '../shell/icons.js';
import { Page } from '../shell/page.js';
import { Empty, Failed, ListEnd } from '../shell/states.js';
import { Tray } from '../stories/tray.js';
import { refreshTray } from '../stories/stories.js';

const PAGE = 10;
const ORDER = 'orleans.feed-order';

export function FeedPage() {
  const [order, setOrder] = useState(sessionStorage.getItem(ORDER) ?? 'ranked');
  const feed = usePaged(`feed ${order}`, async (cursor, signal) => {
    const page = await getPage('/feed', { cursor, limit: PAGE, query: { order }, signal });
    remember(page.items);
    return page;
  }, { keep: true });

  const [news, setNews] = useState(false);
  const items = useRef([]);
  items.current = feed.items;
  useEffect(() => on('feed', ({ postId, authorId }) => {
    const known = items.current.some((post) => post.id === postId) || authorId === session.get()?.user.id;
    if (!known) setNews(true);
  }), []);
  const renew = () => {
    setNews(false);
    scrollTo({ top: 0 });
    feed.reload();
    refreshTray();
  };

  // A press on Home while at home: back to the top, with what is new.
  useEffect(() => {
    const again = (event) => { if (event.detail === '/') renew(); };
    addEventListener('again', again);
    return () => removeEventListener('again', again);
  }, [order]);

  const choose = (next) => {
    sessionStorage.setItem(ORDER, next);
    setNews(false);
    setOrder(next);
  };
  const option = (value, label) => html`<label class="segment">
    <input type="radio" name="order" value=${value} checked=${order === value} onChange=${() => choose(value)} />
    <span>${label}</span>
  </label>`;

  return html`<${Page} title="Home" headingHidden kind="feed"
    aside=${html`<fieldset class="segments"><legend class="visually-hidden">Order of the feed</legend>
      ${option('ranked', 'For you')}${option('latest', 'Latest')}</fieldset>`}>
    <${Tray} />
    <div class="news" role="status">${news && html`<button type="button" class="button small" onClick=${renew}>
      <${Icon} name="up" size=${18} /> New posts</button>`}</div>
    ${feed.problem && !feed.items.length && html`<${Failed} problem=${feed.problem} onRetry=${feed.retry} />`}
    ${!feed.hasMore && !feed.loading && !feed.items.length && html`<${EmptyFeed} />`}
    ${feed.items.map((post, index) => html`<${PostCard} key=${post.id} post=${post} eager=${index < 2} />`)}
    <${ListEnd} list=${feed} skeleton=${html`<${PostBones} /><${PostBones} />`}
      end=${html`<p class="the-end"><${Icon} name="check" size=${20} /> You have seen everything.</p>`} />
  <//>`;
}

function EmptyFeed() {
  const name = session.get()?.user.displayName || session.get()?.user.username;
  return html`<${Empty} icon="photos" title=${`Welcome, ${name}`}
    text="Photos of the people you follow appear here. Find someone you know, or post the first photo yourself.">
    <a class="button" href="/search"><${Icon} name="find" size=${20} /> Find people</a>
    <a class="button quiet" href="/new"><${Icon} name="add" size=${20} /> Post a photo</a>
  <//>`;
}
