import { html, useEffect } from '../../vendor/htm-preact.js';
import { session } from '../http/session.js';
import { useNow } from '../shell/format.js';
import { Icon } from '../shell/icons.js';
import { Bone } from '../shell/states.js';
import { useStore } from '../shell/store.js';
import { Avatar } from '../users/avatar.js';
import { Ringed } from './ring.js';
import { alive, refreshTray, tray, unseen } from './stories.js';

/** Everyone whose stories can be watched now, oneself first. */
export function Tray() {
  const me = useStore(session)?.user;
  const { entries, problem } = useStore(tray);
  const now = useNow();
  useEffect(() => { refreshTray(); }, []);
  if (!me) return null;

  const shown = (entries ?? []).map(({ user, items }) => ({ user, items: alive(items, now) })).filter(({ items }) => items.length);
  const mine = shown.find(({ user }) => user.id === me.id)?.items;
  const bubble = ({ user, items }) => html`<li key=${user.id}><a class="bubble" href=${`/stories/${user.username}`}>
    <${Ringed} user=${user} size="story" unseen=${unseen(items)} /><span class="bubble-name">${user.username}</span>
    <span class="visually-hidden">${unseen(items) ? ', new story' : ', story, seen'}</span></a></li>`;

  return html`<section class="tray" aria-label="Stories">
    <ul>
      <li class="own">${mine
        ? html`<a class="bubble" href=${`/stories/${me.username}`}><${Ringed} user=${me} size="story" unseen=${unseen(mine)} />
            <span class="bubble-name">Your story</span></a>
          <a class="bubble-add" href="/new/story" aria-label="Add to your story"><${Icon} name="plus" size=${14} /></a>`
        : html`<a class="bubble" href="/new/story"><span class="ring none"><${Avatar} user=${me} size="story" /></span>
            <span class="bubble-add" aria-hidden="true"><${Icon} name="plus" size=${14} /></span>
            <span class="bubble-name">Add a story</span></a>`}</li>
      ${shown.filter(({ user }) => user.id !== me.id).map(bubble)}
      ${!entries && !problem && Array.from({ length: 5 }, (_, index) => html`<li key=${index} aria-hidden="true" class="bubble">
        <${Bone} kind="circle story" /><${Bone} kind="line" /></li>`)}
      ${!entries && problem && html`<li class="tray-problem"><button type="button" class="button quiet small" onClick=${refreshTray}>
        Load stories</button></li>`}
    </ul>
  </section>`;
}
