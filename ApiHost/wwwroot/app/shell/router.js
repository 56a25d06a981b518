import { store } from './store.js';

// Paths the server answers itself; links to them leave the application.
const outside = /^\/(api|docs|openapi|media|health|metrics|objects|vendor)(\/|$)/;

history.scrollRestoration = 'manual';

let action = 'first';

/** How the current page was reached: 'first', 'link' or 'back' (also forward). */
export const arrivedBy = () => action;

/** { path, query: URLSearchParams, key }: the key names the history entry. */
export const place = store(read());

function read() {
  const key = history.state?.key ?? mark();
  return { path: decodePath(location.pathname), query: new URLSearchParams(location.search), key };
}

function decodePath(path) {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

function mark() {
  const key = newKey();
  history.replaceState({ key, scroll: 0 }, '');
  return key;
}

function newKey() {
  return Math.random().toString(36).slice(2, 10);
}

function rememberScroll() {
  history.replaceState({ ...history.state, scroll: scrollY }, '');
}

export function go(path, { replace = false } = {}) {
  action = 'link';
  if (replace) {
    history.replaceState({ key: newKey(), scroll: 0 }, '', path);
  } else {
    rememberScroll();
    history.pushState({ key: newKey(), scroll: 0 }, '', path);
  }
  place.set(read());
  scrollTo(0, 0);
}

/** Back where we came from, or to the fallback when the page was opened directly. */
export function back(fallback) {
  if (action === 'first') go(fallback, { replace: true });
  else history.back();
}

addEventListener('popstate', () => {
  action = 'back';
  place.set(read());
  restoreScroll(history.state?.scroll ?? 0);
});

// A page that is still loading is too short to scroll; keep at it for a second.
function restoreScroll(top) {
  const until = performance.now() + 1000;
  const step = () => {
    scrollTo(0, top);
    if (Math.abs(scrollY - top) > 2 && performance.now() < until) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

let scrollTimer = 0;
addEventListener('scroll', () => {
  clearTimeout(scrollTimer);
  scrollTimer = setTimeout(rememberScroll, 150);
}, { passive: true });

addEventListener('click', (event) => {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest?.('a[href]');
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
  if (outside.test(link.pathname) || link.getAttribute('href').startsWith('#')) return;
  event.preventDefault();
  const path = link.pathname + link.search;
  if (path === location.pathname + location.search) dispatchEvent(new CustomEvent('again', { detail: path }));
  else go(path);
});

/** Parameters of path if it fits the pattern ('/u/:username'), else null. */
export function match(pattern, path) {
  const wanted = pattern.split('/');
  const given = path.replace(/(.)\/$/, '$1').split('/');
  if (wanted.length !== given.length) return null;
  const found = {};
  for (let i = 0; i < wanted.length; i++) {
    if (wanted[i].startsWith(':')) {
      if (!given[i]) return null;
      found[wanted[i].slice(1)] = given[i];
    } else if (wanted[i] !== given[i]) {
      return null;
    }
  }
  return found;
}

/** A place inside the application to continue at; anything else could send people to a foreign site. */
export function safeNext(query) {
  const next = query.get('next') ?? '/';
  if (!next.startsWith('/') || !URL.canParse(next, location.origin)) return '/';
  // As a browser reads it: a tab or a backslash hides another site, and so does '/.//' once it is written again.
  const { origin, pathname, search } = new URL(next, location.origin);
  return origin === location.origin && !pathname.startsWith('//') ? pathname + search : '/';
}
