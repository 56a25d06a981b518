import { html } from '../../vendor/htm-preact.js';

/** A lens with the light in it; the wordmark's first letter. */
export function Mark({ size = 32 }) {
  return html`<svg class="mark" width=${size} height=${size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <circle class="mark-ring" cx="16" cy="16" r="11.5" />
    <circle class="mark-light" cx="19.2" cy="12.8" r="4.2" />
  </svg>`;
}

export function Wordmark({ height = 30 }) {
  return html`<svg class="wordmark" width=${height * 3.9} height=${height} viewBox="0 0 137 35" role="img"
    aria-label="Orleans">
    <circle cx="14" cy="21" r="8.2" />
    <circle class="wordmark-light" cx="16.2" cy="18.8" r="2.9" />
    <path d="M30 29V13M30 20.5C30 16 32.6 13.2 37 13.3" />
    <path d="M44 29V4" />
    <path d="M52 21.2H68.2A8.2 8.2 0 1 0 65.4 27.2" />
    <circle cx="83" cy="21" r="8.2" />
    <path d="M91.2 13V29" />
    <path d="M100 29V13M100 20.2A7 7 0 0 1 114 20.2V29" />
    <path d="M132.5 15.3C131 13.7 129 13 126.8 13 123.6 13 121.5 14.7 121.5 17 121.5 22.1 133.2 19.6 133.2 25 133.2 27.5 130.5 29 127.2 29 124.4 29 122 28 120.8 26.2" />
  </svg>`;
}
