import { html } from '../../vendor/htm-preact.js';
import { counted } from '../shell/format.js';
import { Icon } from '../shell/icons.js';
import { tagPath } from '../shell/rich-text.js';
import { Avatar } from '../users/avatar.js';
import { distance, inWords } from './distance.js';

const views = {
  users: (user) => ({
    href: `/u/${user.username}`,
    picture: html`<${Avatar} user=${user} size="medium" />`,
    name: html`${user.username}${user.isPrivate && html`<${Icon} name="lock" size=${14} /><span class="visually-hidden">, private account</span>`}`,
    more: user.displayName !== user.username && user.displayName,
  }),
  hashtags: (hit) => ({
    href: tagPath(hit.tag),
    picture: html`<span class="round-icon"><${Icon} name="hash" size=${22} /></span>`,
    name: `#${hit.tag}`,
    more: counted(hit.postCount, 'post'),
  }),
  places: (hit, near) => ({
    href: `/places/${hit.id}`,
    picture: html`<span class="round-icon"><${Icon} name="pin" size=${22} /></span>`,
    name: hit.name,
    more: [counted(hit.postCount, 'post'), near && inWords(distance(near, hit))].filter(Boolean).join(' · '),
  }),
};

/** A hit in a list: where it leads, what it is; children stand beside it. */
export function Hit({ kind, hit, near, onGo, children }) {
  const { href, picture, name, more } = views[kind](hit, near);
  return html`<li class="user-row hit">
    <a class="user-link" href=${href} onClick=${() => onGo(kind, hit)}>
      ${picture}
      <span class="user-names"><span class="username">${name}</span>${more && html`<span class="muted">${more}</span>`}</span>
    </a>
    ${children}
  </li>`;
}
