import { html, useState } from '../../vendor/htm-preact.js';
import { session, keepUser } from '../http/session.js';
import { FollowButton } from '../graph/follow.js';
import { PeopleDialog } from '../graph/people-dialog.js';
import { PersonMenu } from '../graph/person-menu.js';
import { count } from '../shell/format.js';
import { Icon } from '../shell/icons.js';
import { RichText } from '../shell/rich-text.js';
import { ProfileRing } from '../stories/profile-ring.js';

const countOf = { followers: 'followerCount', following: 'followingCount' };

export function ProfileHead({ user, mine, open, onChange, onBlocked }) {
  const [people, setPeople] = useState(null);
  const listed = open && session.get();
  const recount = (delta) => {
    const name = countOf[people];
    const next = { ...user, [name]: Math.max(0, user[name] + delta) };
    onChange(next);
    if (mine) keepUser(next);
  };
  const figure = (which, number, label) => {
    const text = html`<strong>${count(number)}</strong> <span>${label}</span>`;
    return html`<li>${which && listed
      ? html`<button type="button" class="figure" onClick=${() => setPeople(which)}>${text}</button>`
      : html`<span class="figure">${text}</span>`}</li>`;
  };

  return html`<div class="profile-head">
    <${ProfileRing} user=${user} open=${open} />
    <div class="profile-info">
      <ul class="figures">
        ${figure(null, user.postCount, user.postCount === 1 ? 'post' : 'posts')}
        ${figure('followers', user.followerCount, user.followerCount === 1 ? 'follower' : 'followers')}
        ${figure('following', user.followingCount, 'following')}
      </ul>
      <p class="display-name">${user.displayName !== user.username && user.displayName}
        ${user.isPrivate && html`<span class="badge"><${Icon} name="lock" size=${13} /> Private</span>`}
        ${user.viewer?.followedBy && html`<span class="badge">Follows you</span>`}
        ${user.viewer?.mutes && html`<span class="badge"><${Icon} name="mute" size=${13} /> Muted</span>`}</p>
      ${user.bio && html`<p class="bio"><${RichText} text=${user.bio} /></p>`}
      <div class="row profile-actions">
        ${mine
          ? html`<a class="button quiet" href="/settings">Edit profile</a><a class="button" href="/new">New post</a>`
          : html`<${FollowButton} user=${user} onChange=${onChange} />
            ${user.viewer && html`<${PersonMenu} user=${user} onChange=${onChange} onBlocked=${onBlocked} />`}`}
      </div>
    </div>
    ${people && html`<${PeopleDialog} user=${user} which=${people} mine=${mine} onCount=${recount}
      onClose=${() => setPeople(null)} />`}
  </div>`;
}
