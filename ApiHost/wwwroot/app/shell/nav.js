import { html } from '../../vendor/htm-preact.js';
import { session } from '../http/session.js';
import { unread } from '../inbox/unread.js';
import { Avatar } from '../users/avatar.js';
import { Icon } from './icons.js';
import { place } from './router.js';
import { useStore } from './store.js';
import { isDark, theme, toggle } from './theme.js';
import { Mark, Wordmark } from './wordmark.js';

const MOST_SHOWN = 99;

const atMost = (number) => (number > MOST_SHOWN ? `${MOST_SHOWN}+` : number);

/** The main navigation: a rail on wide screens, a bar at the bottom on narrow ones; the style sheet decides. */
export function Nav() {
  const me = useStore(session)?.user;
  const { path } = useStore(place);
  const news = useStore(unread);
  if (!me) return null;
  const mine = `/u/${me.username}`;

  const item = (href, icon, label, { kind = '', badge, said } = {}) => html`<li class=${kind}><a class="nav-item" href=${href}
    aria-label=${said && `${label}, ${said}`} aria-current=${path === href ? 'page' : undefined}><span class="nav-icon">
      <${Icon} name=${icon} filled=${path === href} />${badge && html`<span class="nav-badge" aria-hidden="true">${badge}</span>`}
    </span><span class="nav-label">${label}</span></a></li>`;

  const footItem = (href, icon, label) => html`<a class="nav-item" href=${href}
    aria-current=${path === href ? 'page' : undefined}><span class="nav-icon">
      <${Icon} name=${icon} filled=${path === href} /></span><span class="nav-label">${label}</span></a>`;

  return html`<header class="rail">
    <a class="brand" href="/" aria-label="Orleans, home"><span class="brand-word"><${Wordmark} /></span><span
      class="brand-mark"><${Mark} /></span></a>
    <nav aria-label="Main">
      <ul class="nav">
        ${item('/', 'home', 'Home')}
        ${item('/search', 'find', 'Search', { kind: 'nav-wide' })}
        ${item('/explore', 'compass', 'Explore')}
        ${item('/new', 'add', 'New post')}
        ${item('/notifications', 'bell', 'Notifications', news > 0 ? { badge: atMost(news), said: `${news} new` } : {})}
        <li><a class="nav-item" href=${mine} aria-current=${path === mine ? 'page' : undefined}>
          <span class="nav-icon"><${Avatar} user=${me} size="tiny" /></span><span class="nav-label">Profile</span></a></li>
      </ul>
    </nav>
    <div class="rail-foot">
      ${footItem('/saved', 'bookmark', 'Saved')}
      ${footItem('/settings', 'settings', 'Settings')}
      <${ThemeButton} />
    </div>
  </header>`;
}

export function ThemeButton() {
  useStore(theme);
  const dark = isDark();
  return html`<button type="button" class="nav-item" onClick=${toggle}>
    <span class="nav-icon"><${Icon} name=${dark ? 'sun' : 'moon'} /></span>
    <span class="nav-label">${dark ? 'Light theme' : 'Dark theme'}</span></button>`;
}

/** For those who look in from outside on a shared link. */
export function GuestBar() {
  return html`<header class="guest-bar">
    <a class="brand-link" href="/" aria-label="Orleans, home"><${Wordmark} /></a>
    <nav aria-label="Account" class="row">
      <a class="button plain" href="/login">Log in</a><a class="button" href="/signup">Sign up</a>
    </nav>
  </header>`;
}
