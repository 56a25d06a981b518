import { html, useState } from '../../vendor/htm-preact.js';

const COLOURS = 6;

/** A person's picture, or their initial on a colour that is theirs. The name stands beside it, so it is decoration. */
export function Avatar({ user, size = 'small' }) {
  const [broken, setBroken] = useState(null);
  const url = user.avatarUrl;
  if (url && broken !== url) {
    return html`<span class=${`avatar ${size}`}><img src=${url} alt="" loading="lazy" decoding="async"
      onError=${() => setBroken(url)} /></span>`;
  }
  const initial = [...(user.displayName || user.username)][0].toUpperCase();
  return html`<span class=${`avatar ${size} colour-${colour(user.id)}`} aria-hidden="true">${initial}</span>`;
}

// By the last digits: ids are strings of 64-bit numbers, more than a JavaScript number holds.
const colour = (id) => Number(id.slice(-6)) % COLOURS;
