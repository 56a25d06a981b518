import { html } from '../../vendor/htm-preact.js';
import { Icon } from '../shell/icons.js';
import { Bone } from '../shell/states.js';
import { Avatar } from './avatar.js';

/** A person in a list, with the actions that make sense there. */
export function UserRow({ user, onGo, children }) {
  return html`<li class="user-row">
    <a href=${`/u/${user.username}`} onClick=${onGo} class="user-link">
      <${Avatar} user=${user} size="medium" />
      <span class="user-names">
        <span class="username">${user.username}${user.isPrivate && html`<${Icon} name="lock" size=${14} />
          <span class="visually-hidden">, private account</span>`}</span>
        ${user.displayName && user.displayName !== user.username && html`<span class="muted">${user.displayName}</span>`}
      </span>
    </a>
    <div class="row">${children}</div>
  </li>`;
}

export const UserRowBones = ({ rows = 4 }) => Array.from({ length: rows }, (_, index) => html`<div class="user-row"
  key=${index}><${Bone} kind="circle medium" /><span class="user-names"><${Bone} kind="line short" /><${Bone}
  kind="line" /></span></div>`);
