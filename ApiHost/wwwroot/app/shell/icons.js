import { html } from '../../vendor/htm-preact.js';

// Drawn on a 24 grid with round 1.75 strokes; solid parts carry the class "solid".
const shapes = {
  home: html`<path d="M3.5 11.2 12 4l8.5 7.2" /><path d="M5.5 9.8V19a1.2 1.2 0 0 0 1.2 1.2h10.6A1.2 1.2 0 0 0 18.5 19V9.8" /><path d="M10 20v-5.2h4V20" />`,
  find: html`<circle cx="10.5" cy="10.5" r="6.5" /><path d="m15.3 15.3 5 5" />`,
  add: html`<rect x="3.8" y="3.8" width="16.4" height="16.4" rx="4.6" /><path d="M12 8.3v7.4M8.3 12h7.4" />`,
  requests: html`<circle cx="9.5" cy="8" r="3.8" /><path d="M2.8 20c.4-3.9 3.1-6 6.7-6 1.9 0 3.5.6 4.7 1.6" /><path d="m15.5 18.6 2 2 3.7-4.2" />`,
  person: html`<circle cx="12" cy="8.2" r="4" /><path d="M4.5 20.3c.6-4 3.5-6.3 7.5-6.3s6.9 2.3 7.5 6.3" />`,
  settings: html`<path d="M4 7h9M17.5 7H20M4 17h2.5M11 17h9" /><circle cx="15.2" cy="7" r="2.3" /><circle cx="8.8" cy="17" r="2.3" />`,
  heart: html`<path d="M12 20.2C6.2 16 3.2 12.9 3.2 9.3 3.2 6.6 5.3 4.6 7.8 4.6c1.7 0 3.3.9 4.2 2.5.9-1.6 2.5-2.5 4.2-2.5 2.5 0 4.6 2 4.6 4.7 0 3.6-3 6.7-8.8 10.9Z" />`,
  comment: html`<path d="M20.4 11.6c0 4-3.7 7.1-8.4 7.1-1.2 0-2.4-.2-3.4-.6l-4.4 1.4 1.3-3.8a6.6 6.6 0 0 1-1.9-4.1c0-4 3.7-7.1 8.4-7.1s8.4 3.1 8.4 7.1Z" />`,
  bookmark: html`<path d="M6.2 5.6a1.6 1.6 0 0 1 1.6-1.6h8.4a1.6 1.6 0 0 1 1.6 1.6V20.2L12 15.7l-5.8 4.5Z" />`,
  mute: html`<path d="M4 9.6v4.8h3.4L12 18.5v-13L7.4 9.6Z" /><path d="m16 9.5 5 5M21 9.5l-5 5" />`,
  block: html`<circle cx="12" cy="12" r="8.2" /><path d="m6.3 6.3 11.4 11.4" />`,
  more: html`<circle class="solid" cx="5" cy="12" r="1.5" /><circle class="solid" cx="12" cy="12" r="1.5" /><circle class="solid" cx="19" cy="12" r="1.5" />`,
  left: html`<path d="m14.5 5.5-6.5 6.5 6.5 6.5" />`,
  right: html`<path d="m9.5 5.5 6.5 6.5-6.5 6.5" />`,
  close: html`<path d="m6 6 12 12M18 6 6 18" />`,
  lock: html`<rect x="5" y="10.5" width="14" height="9.7" rx="2.6" /><path d="M8.2 10.5V7.8a3.8 3.8 0 0 1 7.6 0v2.7" /><path d="M12 14.3v2.2" />`,
  pin: html`<path d="M12 21c4.3-4.6 6.5-8.1 6.5-11a6.5 6.5 0 0 0-13 0c0 2.9 2.2 6.4 6.5 11Z" /><circle cx="12" cy="10" r="2.3" />`,
  sun: html`<circle cx="12" cy="12" r="3.8" /><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4" />`,
  moon: html`<path d="M19.8 14.3A8.2 8.2 0 0 1 9.7 4.2a8.2 8.2 0 1 0 10.1 10.1Z" />`,
  trash: html`<path d="M4.5 6.8h15M9.5 6.5V4.6a.8.8 0 0 1 .8-.8h3.4a.8.8 0 0 1 .8.8v1.9" /><path d="m6.3 7 .8 11.8a1.5 1.5 0 0 0 1.5 1.4h6.8a1.5 1.5 0 0 0 1.5-1.4L17.7 7M10 11v5M14 11v5" />`,
  pencil: html`<path d="m4.5 19.5 1-4.2L16.2 4.6a1.6 1.6 0 0 1 2.3 0l.9.9a1.6 1.6 0 0 1 0 2.3L8.7 18.5Z" /><path d="m14.4 6.4 3.2 3.2" />`,
  photo: html`<rect x="3.5" y="4.5" width="17" height="15" rx="3" /><circle cx="8.8" cy="9.5" r="1.7" /><path d="m4 17 4.6-4.2 3.2 2.8 4-4.4 4.4 4.6" />`,
  play: html`<path d="M7.5 5.2v13.6L18.8 12Z" />`,
  photos: html`<rect x="7.5" y="3.5" width="13" height="13" rx="2.8" /><path d="M16.5 19.2a2.6 2.6 0 0 1-2.1 1.3H6.3a2.8 2.8 0 0 1-2.8-2.8V9.6c0-.9.5-1.7 1.3-2.1" />`,
  check: html`<path d="m5 12.5 4.5 4.5L19 7.5" />`,
  link: html`<path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1" /><path d="M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1" />`,
  leave: html`<path d="M10 4.5H6.5A1.5 1.5 0 0 0 5 6v12a1.5 1.5 0 0 0 1.5 1.5H10M14.5 8l4 4-4 4M18 12H9.5" />`,
  warning: html`<path d="M12 4.5 21 19.5H3Z" /><path d="M12 10v4.5M12 17.3v.1" />`,
  flag: html`<path d="M6 20.5V4.5h11.5l-2.6 4 2.6 4H6" />`,
  shield: html`<path d="M12 3.8 5 6.3v5.2c0 4.2 2.8 7.3 7 8.9 4.2-1.6 7-4.7 7-8.9V6.3Z" /><path d="m9 12 2.2 2.2L15.2 10" />`,
  compass: html`<circle cx="12" cy="12" r="8.4" /><path d="m15.4 8.6-2 4.8-4.8 2 2-4.8Z" />`,
  bell: html`<path d="M6.2 10.2a5.8 5.8 0 0 1 11.6 0c0 4.4 1.9 5.6 1.9 6.6H4.3c0-1 1.9-2.2 1.9-6.6Z" /><path d="M9.8 19.8a2.4 2.4 0 0 0 4.4 0" />`,
  hash: html`<path d="M9.6 4 7.6 20M16.4 4l-2 16M4.6 9h15.2M4.2 15h15.2" />`,
  clock: html`<circle cx="12" cy="12" r="8.2" /><path d="M12 7.4V12l3.2 2" />`,
  near: html`<path d="m20 4-6.4 16-2.6-7-7-2.6Z" />`,
  eye: html`<path d="M2.8 12C5 8 8.2 6 12 6s7 2 9.2 6c-2.2 4-5.4 6-9.2 6s-7-2-9.2-6Z" /><circle cx="12" cy="12" r="2.8" />`,
  pause: html`<path d="M8.5 5.5v13M15.5 5.5v13" />`,
  plus: html`<path d="M12 5.5v13M5.5 12h13" />`,
  send: html`<path d="M20.5 3.5 10 14M20.5 3.5l-6.6 17-3.9-6.5-6.5-3.9Z" />`,
  up: html`<path d="M12 19.5v-15M5.5 11 12 4.5l6.5 6.5" />`,
  grid: html`<rect x="4" y="4" width="6.5" height="6.5" rx="1.4" /><rect x="13.5" y="4" width="6.5" height="6.5" rx="1.4" /><rect x="4" y="13.5" width="6.5" height="6.5" rx="1.4" /><rect x="13.5" y="13.5" width="6.5" height="6.5" rx="1.4" />`,
};

/** Decoration: the control around it carries the name. */
export function Icon({ name, filled = false, size = 24 }) {
  return html`<svg class=${`icon ${filled ? 'filled' : ''}`} width=${size} height=${size} viewBox="0 0 24 24"
    aria-hidden="true" focusable="false">${shapes[name]}</svg>`;
}
