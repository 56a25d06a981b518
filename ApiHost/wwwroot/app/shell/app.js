import { html, useEffect } from '../../vendor/htm-preact.js';
import { AccountPage } from '../accounts/account-page.js';
import { LoginPage } from '../accounts/login-page.js';
import { SettingsPage } from '../accounts/settings-page.js';
import { SignupPage } from '../accounts/signup-page.js';
import { WelcomePage } from '../accounts/welcome-page.js';
import { ExplorePage } from '../explore/explore-page.js';
import { FeedPage } from '../feed/feed-page.js';
import { refreshWaiting } from '../graph/requests.js';
import { RequestsPage } from '../graph/requests-page.js';
import { ShunnedPage } from '../graph/shunned-page.js';
import { HashtagPage } from '../hashtags/hashtag-page.js';
import { endedBecause, session } from '../http/session.js';
import '../inbox/arrivals.js';
import { NotificationsPage } from '../inbox/notifications-page.js';
import { DecisionsPage } from '../moderation/decisions-page.js';
import { ModerationPage } from '../moderation/moderation-page.js';
import { PlacePage } from '../places/place-page.js';
import { NewPostPage } from '../posts/new-post-page.js';
import { PostPage } from '../posts/post-page.js';
import { SavedPage } from '../saves/saved-page.js';
import { SearchPage } from '../search/search-page.js';
import { NewStoryPage } from '../stories/new-story-page.js';
import { StoriesPage } from '../stories/stories-page.js';
import { ProfilePage } from '../users/profile-page.js';
import { Connection } from './connection.js';
import { GuestBar, Nav } from './nav.js';
import { Page } from './page.js';
import { go, match, place, safeNext } from './router.js';
import { Empty } from './states.js';
import { useStore } from './store.js';
import { Toasts } from './toast.js';

// stays: one view for all paths of the pattern, which goes from one to the next by itself.
// who: 'member' pages need a session, 'guest' pages are for those without one, the others are open to all.
const routes = [
  { path: '/', who: 'member', view: FeedPage },
  { path: '/login', who: 'guest', view: LoginPage },
  { path: '/signup', who: 'guest', view: SignupPage },
  { path: '/p/:id', view: PostPage },
  { path: '/u/:username', view: ProfilePage },
  { path: '/requests', who: 'member', view: RequestsPage },
  { path: '/saved', who: 'member', view: SavedPage },
  { path: '/settings/blocked', who: 'member', view: ShunnedPage },
  { path: '/settings/account', who: 'member', view: AccountPage },
  { path: '/settings/decisions', who: 'member', view: DecisionsPage },
  { path: '/moderation', who: 'member', view: ModerationPage },
  { path: '/settings', who: 'member', view: SettingsPage },
  { path: '/new/story', who: 'member', view: NewStoryPage },
  { path: '/search', who: 'member', view: SearchPage },
  { path: '/explore', who: 'member', view: ExplorePage },
  { path: '/notifications', who: 'member', view: NotificationsPage },
  { path: '/t/:tag', who: 'member', view: HashtagPage },
  { path: '/places/:id', who: 'member', view: PlacePage },
  { path: '/stories/:username', who: 'member', view: StoriesPage, stays: true },
  { path: '/new', who: 'member', view: NewPostPage },
];

function find(path) {
  for (const route of routes) {
    const found = match(route.path, path);
    if (found) return { ...route, found };
  }
  return { view: NotFound, found: {} };
}

export function App() {
  const { path, query } = useStore(place);
  const me = useStore(session)?.user;
  const route = find(path);
  const welcome = path === '/' && !me;
  const lost = route.who === 'member' && !me && !welcome;
  const settled = route.who === 'guest' && me;

  useEffect(() => {
    if (lost) go(endedBecause() === 'logout' ? '/' : `/login?next=${encodeURIComponent(path)}`, { replace: true });
    if (settled) go(safeNext(query), { replace: true });
    refreshWaiting();
  }, [path, lost, settled]);

  if (lost || settled) return null;
  if (welcome || route.who === 'guest') {
    const View = welcome ? WelcomePage : route.view;
    return html`<main class="before"><${View} key=${path} /></main><${Connection} /><${Toasts} />`;
  }
  return html`<div class=${me ? 'app' : 'app guest'}>
    <a class="skip-link" href="#main" onClick=${skip}>Skip to content</a>
    ${me ? html`<${Nav} />` : html`<${GuestBar} />`}
    <main id="main"><${route.view} key=${`${me?.id}${route.stays ? route.path : path}`} ...${route.found} /></main>
    <${Connection} />
    <${Toasts} />
  </div>`;
}

function skip(event) {
  event.preventDefault();
  document.querySelector('main h1').focus();
}

function NotFound() {
  return html`<${Page} title="Page not found" headingHidden kind="narrow">
    <${Empty} icon="find" title="There is no such page" text="The link may be old, or mistyped.">
      <a class="button quiet" href="/">Go home</a>
    <//>
  <//>`;
}
