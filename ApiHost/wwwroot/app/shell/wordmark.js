import { html } from '../../vendor/htm-preact.js';

/** The crescent and its light: an iris half closed. */
export function Mark({ size = 32 }) {
  return html`<svg class="mark" width=${size} height=${size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <path class="mark-crescent" d="M20.9 4.800A12.2 12.2 0 1 0 27.4 20 9.2 9.2 0 1 1 20.9 4.800Z" />
    <circle class="mark-light" cx="21.5" cy="12.5" r="4.1" />
  </svg>`;
}

export function Wordmark({ height = 30 }) {
  return html`<svg class="wordmark" width=${height * 3.9} height=${height} viewBox="0 0 137 35" role="img"
    aria-label="Orleans">
    <circle class="wordmark-light" cx="14.5" cy="18.5" r="3.2" />
    <path d="M18.5 14.200A8.2 8.2 0 1 0 20.1 22.5" />
    <path d="M30 29V13M30 20.500C30 16 32.6 13.2 37 13.3" />
    <path d="M44 29V4" />
    <path d="M52 21.200H68.200A8.2 8.2 0 1 0 65.4 27.2" />
    <circle cx="83" cy="21" r="8.2" />
    <path d="M91.2 13V29" />
    <path d="M100 29V13M100 20.200A7 7 0 0 1 114 20.200V29" />
    <path d="M132.5 15.300C131 13.7 129 13 126.8 13 123.6 13 121.5 14.7 121.5 17 121.5 22.1 133.2 19.6 133.2 25 133.2 27.5 130.5 29 127.2 29 124.4 29 122 28 120.8 26.2" />
  </svg>`;
}
