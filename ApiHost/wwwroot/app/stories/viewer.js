import { html, useEffect, useLayoutEffect, useRef, useState } from '../../vendor/htm-preact.js';
import { post } from '../http/api.js';
import { session } from '../http/session.js';
import { ReportDialog } from '../moderation/report-dialog.js';
import { ago, fullTime, useNow } from '../shell/format.js';
import { Icon } from '../shell/icons.js';
import { Avatar } from '../users/avatar.js';
import { calm, useClock } from './clock.js';
import { OwnFoot } from './own-foot.js';
import { ReplyFoot } from './reply-foot.js';
import { alive, keepEntry } from './stories.js';
import { StoryMedia } from './story-media.js';
import { useTaps } from './taps.js';

const PHOTO_MILLISECONDS = 5000;

/** The stories of one person, one after the other. onStep(1) and onStep(-1) go on to the people around. */
export function Viewer({ entry, backwards, onStep, onClose }) {
  const { user } = entry;
  const [items, setItems] = useState(entry.items);
  const [at, setAt] = useState(() => (backwards ? items.length - 1 : firstUnseen(items)));
  const [playing, setPlaying] = useState(!calm());
  const [ready, setReady] = useState(null);
  const [busy, setBusy] = useState(false);
  const [reporting, setReporting] = useState(false);
  const [looking, setLooking] = useState(!document.hidden);
  const now = useNow();
  const item = items[at];
  const mine = session.get()?.user.id === user.id;

  const show = (index) => {
    // What has expired while it was watched is over.
    const left = alive(items);
    const next = index > at ? left.findIndex((one) => items.indexOf(one) >= index)
      : left.findLastIndex((one) => items.indexOf(one) <= index);
    if (next < 0) return onStep(index > at ? 1 : -1);
    setItems(left);
    setBusy(false);
    return setAt(next);
  };
  const { held, ...taps } = useTaps({ onClose, onStep });
  const running = playing && ready === item.id && !held && !busy && !reporting && looking;
  const duration = item.media.kind === 'video' && item.media.durationMs ? item.media.durationMs : PHOTO_MILLISECONDS;
  const bar = useClock(item.id, duration, running, () => show(at + 1));

  useEffect(() => {
    const changed = () => setLooking(!document.hidden);
    document.addEventListener('visibilitychange', changed);
    return () => document.removeEventListener('visibilitychange', changed);
  }, []);
  useSeen(user, items, setItems, ready === item.id ? item : null);
  useEffect(() => {
    const next = items[at + 1];
    if (next?.media.width) new Image().src = next.media.urls.large;
  }, [item.id]);

  const keys = useRef(null);
  keys.current = (event) => {
    const typing = event.target.matches('input, textarea') && event.target.value !== '';
    if (typing || document.querySelectorAll('dialog[open]').length > 1) return;
    if (event.key === 'ArrowRight') show(at + 1);
    else if (event.key === 'ArrowLeft') show(at - 1);
    else if (event.key === ' ' && !event.target.matches('button, a, input')) setPlaying(!playing);
    else return;
    event.preventDefault();
  };
  // With the first frame: a key that is pressed at once is not lost.
  useLayoutEffect(() => {
    const pressed = (event) => keys.current(event);
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);

  const removed = () => {
    const left = items.filter((one) => one !== item);
    keepEntry({ user, items: left });
    if (!left.length) return onClose();
    setItems(left);
    setBusy(false);
    return setAt(Math.min(at, left.length - 1));
  };

  return html`<div class=${`story-stage ${held ? 'held' : ''}`} ...${taps}>
    <${StoryMedia} key=${item.id} media=${item.media} author=${user} running=${running} onReady=${() => setReady(item.id)} />
    <div class="story-head">
      <div class="story-bars" aria-hidden="true">${items.map((one, index) => html`<i key=${one.id} class=${index < at ? 'past' : ''}>
        <b key=${`${one.id}${index === at}`} ref=${index === at ? bar : null}></b></i>`)}</div>
      <p class="visually-hidden" role="status">Story ${at + 1} of ${items.length} by ${user.username}</p>
      <div class="story-who">
        <a class="user-link" href=${`/u/${user.username}`}><${Avatar} user=${user} /><span class="username">${mine ? 'Your story' : user.username}</span></a>
        <time datetime=${item.createdAt} title=${fullTime(item.createdAt)}>${ago(item.createdAt, now)}</time>
        <button type="button" class="icon-button" aria-label=${playing ? 'Pause' : 'Play'} onClick=${() => setPlaying(!playing)}>
          <${Icon} name=${playing ? 'pause' : 'play'} size=${22} /></button>
        ${!mine && html`<button type="button" class="icon-button" aria-label="Report this story" onClick=${() => setReporting(true)}>
          <${Icon} name="flag" size=${22} /></button>`}
        <button type="button" class="icon-button" aria-label="Close" onClick=${onClose}><${Icon} name="close" /></button>
      </div>
    </div>
    <button type="button" class="story-zone back" aria-label="Previous" onClick=${() => show(at - 1)}>
      <span class="zone-arrow"><${Icon} name="left" size=${22} /></span></button>
    <button type="button" class="story-zone onward" aria-label="Next" onClick=${() => show(at + 1)}>
      <span class="zone-arrow"><${Icon} name="right" size=${22} /></span></button>
    ${mine ? html`<${OwnFoot} key=${item.id} item=${item} onBusy=${setBusy} onRemoved=${removed} />`
      : html`<${ReplyFoot} key=${item.id} item=${item} user=${user} onBusy=${setBusy} />`}
    ${reporting && html`<${ReportDialog} kind="story" id=${item.id} what="this story" onClose=${() => setReporting(false)} />`}
  </div>`;
}

const firstUnseen = (items) => Math.max(0, items.findIndex((item) => !item.seen));

// A story counts as seen once it is there, not when its turn begins.
function useSeen(user, items, setItems, shown) {
  useEffect(() => {
    if (!shown || shown.seen) return;
    const next = items.map((one) => (one.id === shown.id ? { ...one, seen: true } : one));
    setItems(next);
    keepEntry({ user, items: next });
    post(`/stories/${shown.id}/seen`).catch(() => null);
  }, [shown?.id]);
}
