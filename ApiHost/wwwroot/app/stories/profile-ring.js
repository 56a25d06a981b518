import { html, useEffect, useState } from '../../vendor/htm-preact.js';
import { session } from '../http/session.js';
import { Avatar } from '../users/avatar.js';
import { Ringed } from './ring.js';
import { storiesOf, unseen } from './stories.js';

/** The picture on a profile; with a ring, and the way to their stories, while there are any. */
export function ProfileRing({ user, open }) {
  const [items, setItems] = useState([]);
  const asks = open && session.get() !== null;
  useEffect(() => {
    setItems([]);
    if (!asks) return undefined;
    const aborter = new AbortController();
    // Without an answer the profile is whole too.
    storiesOf(user, aborter.signal).then(setItems, () => null);
    return () => aborter.abort();
  }, [user.id, asks]);

  if (!items.length) return html`<span class="ring none"><${Avatar} user=${user} size="huge" /></span>`;
  return html`<a class="profile-ring" href=${`/stories/${user.username}`} aria-label=${`Stories of ${user.username}`}>
    <${Ringed} user=${user} size="huge" unseen=${unseen(items)} /></a>`;
}
