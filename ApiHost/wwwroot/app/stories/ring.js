import { html } from '../../vendor/htm-preact.js';
import { Avatar } from '../users/avatar.js';

/** A person's picture with the ring that says whether there is something they posted and one has not seen. */
export const Ringed = ({ user, size, unseen }) => html`<span class=${`ring ${unseen ? 'unseen' : 'seen'}`}>
  <${Avatar} user=${user} size=${size} /></span>`;
