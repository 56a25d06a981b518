import { html, useEffect, useLayoutEffect, useRef, useState } from '../../vendor/htm-preact.js';
import { Icon } from '../shell/icons.js';
import { Page } from '../shell/page.js';
import { arrivedBy, go, place } from '../shell/router.js';
import { Empty } from '../shell/states.js';
import { useStore } from '../shell/store.js';
import { kindOf, kinds, wordsOf } from './kinds.js';
import { NearMe } from './near-me.js';
import { clearRecent, dropRecent, keepRecent, recent } from './recent.js';
import { Hit } from './hits.js';
import { Results } from './results.js';

const PAUSE_MILLISECONDS = 250;
const LONGEST_QUERY = 100;

/** One box for everything. What is searched stands in the address, so that going back finds it. */
export function SearchPage() {
  const { query } = useStore(place);
  const kind = kinds[query.get('type')] ? query.get('type') : 'users';
  const asked = query.get('q') ?? '';
  const [text, setText] = useState(asked);
  const [near, setNear] = useState(null);
  const box = useRef(null);
  const timer = useRef(0);

  useLayoutEffect(() => { if (arrivedBy() === 'link' && !asked) box.current.focus({ preventScroll: true }); }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    const again = (event) => {
      if (!event.detail.startsWith('/search')) return;
      box.current.select();
      box.current.focus();
    };
    addEventListener('again', again);
    return () => removeEventListener('again', again);
  }, []);

  const show = (words, type) => {
    clearTimeout(timer.current);
    const pairs = new URLSearchParams({ ...(words.trim() && { q: words.trim() }), ...(type !== 'users' && { type }) });
    go(`/search${pairs.size ? `?${pairs}` : ''}`, { replace: true });
  };
  const type = (value) => {
    setText(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => show(value, kindOf(value) ?? kind), value.trim() ? PAUSE_MILLISECONDS : 0);
  };
  const submit = (event) => {
    event.preventDefault();
    show(text, kindOf(text) ?? kind);
  };
  const option = (value) => html`<label class="segment" key=${value}>
    <input type="radio" name="kind" value=${value} checked=${kind === value} onChange=${() => show(text, value)} />
    <span>${kinds[value].label}</span>
  </label>`;

  const words = wordsOf(asked);
  const around = kind === 'places' ? near : null;
  return html`<${Page} title="Search" headingHidden kind="narrow search">
    <div onKeyDown=${walk}>
      <form class="search-form" role="search" onSubmit=${submit}>
        <label class="visually-hidden" for="search-text">Search</label>
        <${Icon} name="find" size=${20} />
        <input id="search-text" type="search" ref=${box} value=${text} maxlength=${LONGEST_QUERY} autocomplete="off"
          autocapitalize="none" spellcheck=${false} placeholder="People, #tags, places, posts" enterkeyhint="search"
          onInput=${(event) => type(event.target.value)} />
      </form>
      <div class="search-tools">
        <fieldset class="segments"><legend class="visually-hidden">What to search</legend>${Object.keys(kinds).map(option)}</fieldset>
        ${kind === 'places' && html`<${NearMe} near=${near} onChange=${setNear} />`}
      </div>
      ${words || around ? html`<${Results} key=${kind} kind=${kind} words=${words} near=${around} />`
        : html`<${Recent} />`}
    </div>
  <//>`;
}

function Recent() {
  const all = useStore(recent);
  if (!all.length) {
    return html`<${Empty} icon="find" title="Find something"
      text="People by their name, hashtags, places, and words in what was posted. What you open is kept here, on this device." />`;
  }
  return html`<section class="recent" aria-labelledby="recent-heading">
    <header><h2 id="recent-heading">Recent</h2>
      <button type="button" class="button plain small" onClick=${clearRecent}>Clear all</button></header>
    <ul class="user-list card-list">${all.map((one) => html`<${Hit} key=${`${one.kind} ${one.id}`} kind=${one.kind} hit=${one.found}
      onGo=${keepRecent}>
      <button type="button" class="icon-button small" aria-label="Remove from recent searches" onClick=${() => dropRecent(one)}>
        <${Icon} name="close" size=${18} /></button>
    <//>`)}</ul>
  </section>`;
}

// Up and down walk from the box through the hits and back.
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.target.type === 'radio') return;
  const stops = [...event.currentTarget.querySelectorAll('input[type=search], .hit > a, .photo-grid a')];
  const at = stops.indexOf(event.target);
  if (at < 0 || !stops[at + step]) return;
  event.preventDefault();
  stops[at + step].focus();
}
