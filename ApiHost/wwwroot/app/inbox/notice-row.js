import { html, useState } from '../../vendor/htm-preact.js';
import { ago, fullTime } from '../shell/format.js';
import { Avatar } from '../users/avatar.js';
import { deed, doers, othersWords, target } from './notice-words.js';

/** One line of the inbox. The deed is the link for the whole row; names lie above it and lead to the people. */
export function NoticeRow({ notice, fresh, me, now }) {
  const { actors, createdAt, post } = notice;
  const { named, others } = doers(notice);
  const parts = named.map((person) => html`<a class="username" key=${person.id} href=${`/u/${person.username}`}>${person.username}</a>`);
  if (others) parts.push(html`<strong key="others">${othersWords(others)}</strong>`);
  const between = (index) => (index === 0 ? '' : index === parts.length - 1 ? ' and ' : ', ');

  return html`<li class=${`notice ${fresh ? 'fresh' : ''}`}>
    <span class=${`faces ${notice.actorCount > 1 && actors.length > 1 ? 'two' : ''}`} aria-hidden="true">
      ${actors.slice(0, 2).map((person) => html`<${Avatar} key=${person.id} user=${person} size="medium" />`)}</span>
    <p class="notice-line">${parts.map((part, index) => [between(index), part])}
      ${' '}<a class="notice-go" href=${target(notice, me)}>${deed(notice)}</a>.
      ${' '}<time class="muted" datetime=${createdAt} title=${fullTime(createdAt)}>${ago(createdAt, now)}</time>
      ${fresh && html`<span class="visually-hidden">New</span>`}</p>
    ${post?.thumbnailUrl && html`<${Thumbnail} url=${post.thumbnailUrl} />`}
  </li>`;
}

// Its place is kept when the picture does not come: the post may be gone meanwhile.
function Thumbnail({ url }) {
  const [broken, setBroken] = useState(false);
  return html`<span class="notice-thumb">${!broken && html`<img src=${url} alt="" width="48" height="48" loading="lazy"
    decoding="async" onError=${() => setBroken(true)} />`}</span>`;
}
