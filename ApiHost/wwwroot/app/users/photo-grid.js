import { html } from '../../vendor/htm-preact.js';
import { count } from '../shell/format.js';
import { Icon } from '../shell/icons.js';
import { Bone } from '../shell/states.js';
import { Picture } from '../media/picture.js';
import { usePost } from '../posts/posts.js';

export function PhotoGrid({ posts }) {
  return html`<ul class="photo-grid">${posts.map((post, index) =>
    html`<${Tile} key=${post.id} post=${post} eager=${index < 9} />`)}</ul>`;
}

function Tile({ post: given, eager }) {
  const post = usePost(given.id, given);
  if (!post) return null;
  const many = post.media.length > 1;
  return html`<li><a class="tile" href=${`/p/${post.id}`}>
    <${Picture} media=${post.media[0]} square eager=${eager} sizes="(min-width: 940px) 300px, 33vw" />
    ${many && html`<span class="tile-many"><${Icon} name="photos" size=${20} /><span class="visually-hidden">
      , ${post.media.length} photos</span></span>`}
    ${!many && post.media[0].kind === 'video' && html`<span class="tile-many"><${Icon} name="play" size=${20} />
      <span class="visually-hidden">, video</span></span>`}
    ${post.status !== 'published' && html`<span class="tile-status">${post.status === 'failed' ? 'Failed' : 'Processing'}</span>`}
    <span class="tile-likes"><${Icon} name="heart" filled size=${20} />${count(post.likeCount)}
      <span class="visually-hidden"> likes</span></span>
  </a></li>`;
}

export const GridBones = () => html`<div class="photo-grid">${Array.from({ length: 6 }, (_, index) =>
  html`<${Bone} key=${index} kind="tile" />`)}</div>`;
