import { html } from '../../vendor/htm-preact.js';

// A mention ends before a full stop that ends a sentence; a tag needs a letter, so that "#1" stays what it is.
const token = /(?<![\p{L}\p{N}_@#/])(@[a-z0-9_](?:[a-z0-9_.]{0,28}[a-z0-9_])?|#(?=[\p{N}_]*\p{L})[\p{L}\p{N}_]+)/giu;

export const tagPath = (tag) => `/t/${encodeURIComponent(tag.toLowerCase())}`;

/** Text with its mentions and hashtags as links. Only ever text nodes: nothing in it can become markup. */
export function RichText({ text }) {
  return text.split(token).map((part, index) => {
    if (index % 2 === 0) return part;
    if (part[0] === '@') return html`<a class="mention" href=${`/u/${part.slice(1).toLowerCase()}`}>${part}</a>`;
    return html`<a class="hashtag" href=${tagPath(part.slice(1))}>${part}</a>`;
  });
}
