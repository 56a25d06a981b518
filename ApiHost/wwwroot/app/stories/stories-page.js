import { html, useEffect, useLayoutEffect, useRef, useState } from '../../vendor/htm-preact.js';
import { sentence } from '../http/problem.js';
import { Icon } from '../shell/icons.js';
import { Page } from '../shell/page.js';
import { arrivedBy, go } from '../shell/router.js';
import { alive, entryOf, refreshTray, tray } from './stories.js';
import { Viewer } from './viewer.js';

/** The viewer over everything; its address names the person who is on, from one to the next in the order of the tray. */
export function StoriesPage({ username }) {
  const name = username.toLowerCase();
  const dialog = useRef(null);
  const direct = useRef(arrivedBy() === 'first');
  const order = useRef(null);
  order.current ??= namesOf(tray.get().entries);
  const [shown, setShown] = useState(null);
  const [backwards, setBackwards] = useState(false);
  const [attempt, setAttempt] = useState(0);

  useLayoutEffect(() => {
    dialog.current.showModal();
    dialog.current.focus();
    document.documentElement.classList.add('behind-dialog');
    return () => document.documentElement.classList.remove('behind-dialog');
  }, []);
  useEffect(() => {
    if (!tray.get().entries) refreshTray().then(() => { order.current ??= namesOf(tray.get().entries); });
  }, []);
  useEffect(() => {
    const aborter = new AbortController();
    entryOf(name, aborter.signal).then(
      (entry) => setShown({ name, entry }),
      (problem) => { if (!aborter.signal.aborted) setShown({ name, problem }); },
    );
    return () => aborter.abort();
  }, [name, attempt]);

  const leave = () => (direct.current ? go('/', { replace: true }) : history.back());
  const step = (by) => {
    const all = order.current ?? [];
    const at = all.indexOf(name);
    const next = at < 0 ? null : all[at + by];
    if (!next) return by > 0 ? leave() : undefined;
    setBackwards(by < 0);
    return go(`/stories/${next}`, { replace: true });
  };

  const { entry, problem } = shown?.name === name ? shown : {};
  const gone = problem?.status === 404 || problem?.status === 400;
  return html`<${Page} title=${`Story by ${name}`} headingHidden>
    <dialog class="stories" ref=${dialog} tabindex="-1" aria-label=${`Story by ${name}`}
      onCancel=${(event) => { event.preventDefault(); leave(); }}>
      ${entry?.items.length > 0 && html`<${Viewer} key=${name} entry=${entry} backwards=${backwards} onStep=${step} onClose=${leave} />`}
      ${!entry && !problem && html`<div class="story-stage" role="status"><span class="visually-hidden">Loading the story</span></div>`}
      ${(problem || entry?.items.length === 0) && html`<div class="story-nothing" role="alert">
        <p>${problem && !gone ? sentence(problem) : 'There is no story here. Stories are gone after a day.'}</p>
        ${problem && !gone && html`<button type="button" class="button" onClick=${() => { setShown(null); setAttempt(attempt + 1); }}>
          Try again</button>`}
        <button type="button" class="button quiet" onClick=${() => step(1)}>Go on</button>
      </div>`}
      ${!(entry?.items.length > 0) && html`<button type="button" class="icon-button story-close" aria-label="Close" onClick=${leave}>
        <${Icon} name="close" /></button>`}
    </dialog>
  <//>`;
}

const namesOf = (entries) => entries?.filter(({ items }) => alive(items).length).map(({ user }) => user.username) ?? null;
