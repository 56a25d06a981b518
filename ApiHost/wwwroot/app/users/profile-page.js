import { html, useEffect, useState } from '../../vendor/htm-preact.js';
import { get, getPage } from '../http/api.js';
import { usePaged } from '../http/paged.js';
import { keepUser, session } from '../http/session.js';
import { remember } from '../posts/posts.js';
import { Icon } from '../shell/icons.js';
import { Page } from '../shell/page.js';
import { Bone, Empty, Failed, ListEnd, Loading } from '../shell/states.js';
import { useStore } from '../shell/store.js';
import { BlockedProfile } from './blocked-profile.js';
import { PhotoGrid, GridBones } from './photo-grid.js';
import { ProfileHead } from './profile-head.js';

const PAGE = 24;

export function ProfilePage({ username }) {
  const name = username.toLowerCase();
  const me = useStore(session)?.user;
  const mine = me?.username === name;
  const [user, setUser] = useState(mine ? withoutViewer(me) : null);
  const [problem, setProblem] = useState(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const aborter = new AbortController();
    setProblem(null);
    get(`/users/by-username/${encodeURIComponent(name)}`, { signal: aborter.signal }).then((answer) => {
      setUser(answer);
      if (session.get()?.user.id === answer.id) keepUser(answer);
    }, (failure) => { if (!aborter.signal.aborted) setProblem(failure); });
    return () => aborter.abort();
  }, [name, attempt]);

  const again = () => setAttempt(attempt + 1);
  const shown = mine && user ? { ...user, ...me } : user;
  const blocked = !mine && shown?.viewer?.blocks;
  const visible = shown && !blocked && (mine || !shown.isPrivate || shown.viewer?.follows);
  const path = visible ? `/users/${shown.id}/posts` : null;
  const list = usePaged(path, async (cursor, signal) => {
    const page = await getPage(path, { cursor, limit: PAGE, signal });
    remember(page.items);
    return page;
  }, { keep: true });

  if (problem?.status === 404 || problem?.status === 400) return html`<${NoOne} username=${username} />`;
  return html`<${Page} title=${`@${name}`} heading=${name} kind=${blocked ? 'narrow' : 'profile'}>
    ${problem && !shown && html`<${Failed} problem=${problem} onRetry=${again} />`}
    ${!problem && !shown && html`<${Loading} label="Loading the profile"><div class="profile-head"><${Bone} kind="circle huge" />
      <div class="profile-info"><${Bone} kind="line short" /><${Bone} kind="line" /></div></div><//>`}
    ${blocked && html`<${BlockedProfile} user=${shown} onUnblocked=${again} />`}
    ${shown && !blocked && html`<${ProfileHead} user=${shown} mine=${mine} open=${visible} onChange=${setUser} onBlocked=${again} />`}
    ${shown && !blocked && !visible && html`<${Private} user=${shown} />`}
    ${visible && html`<section class="profile-photos" aria-label="Photos">
      ${list.problem && !list.items.length && html`<${Failed} problem=${list.problem} onRetry=${list.retry} />`}
      ${!list.hasMore && !list.loading && !list.items.length && html`<${NoPhotos} mine=${mine} name=${name} />`}
      <${PhotoGrid} posts=${list.items} />
      <${ListEnd} list=${list} skeleton=${html`<${GridBones} />`} />
    </section>`}
  <//>`;
}

const withoutViewer = (me) => ({ ...me, viewer: undefined });

function Private({ user }) {
  const text = user.viewer?.requested
    ? `You have asked to follow @${user.username}. Their photos appear here when they approve.`
    : `Follow @${user.username} to see their photos.`;
  return html`<${Empty} icon="lock" title="This account is private" text=${text} />`;
}

function NoPhotos({ mine, name }) {
  if (!mine) return html`<${Empty} icon="photo" title="No photos yet" text=${`When @${name} posts, it appears here.`} />`;
  return html`<${Empty} icon="photo" title="Post your first photo" text="It appears here and in the feeds of your followers.">
    <a class="button" href="/new"><${Icon} name="add" size=${20} /> New post</a>
  <//>`;
}

function NoOne({ username }) {
  return html`<${Page} title="No such profile" headingHidden kind="narrow">
    <${Empty} icon="person" title="No one is here" text=${`There is no profile called @${username}.`}>
      <a class="button quiet" href="/">Go home</a>
    <//>
  <//>`;
}
