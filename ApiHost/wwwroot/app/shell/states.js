import { html, useEffect, useRef } from '../../vendor/htm-preact.js';
import { sentence } from '../http/problem.js';
import { Icon } from './icons.js';

/** Nothing is here, why, and what to do about it. */
export function Empty({ icon, title, text, children }) {
  return html`<section class="empty">
    <span class="empty-icon"><${Icon} name=${icon} size=${34} /></span>
    <h2>${title}</h2>
    ${text && html`<p>${text}</p>`}
    ${children && html`<div class="empty-actions">${children}</div>`}
  </section>`;
}

export function Failed({ problem, onRetry }) {
  return html`<section class="empty" role="alert">
    <span class="empty-icon"><${Icon} name="warning" size=${34} /></span>
    <p>${sentence(problem)}</p>
    <button type="button" class="button" onClick=${onRetry}>Try again</button>
  </section>`;
}

/** Shown in place of what is loading; said once for screen readers, the shapes are decoration. */
export function Loading({ label = 'Loading', children }) {
  return html`<div class="loading" role="status"><span class="visually-hidden">${label}</span>
    <div aria-hidden="true">${children}</div></div>`;
}

export const Bone = ({ kind = '' }) => html`<span class=${`bone ${kind}`} />`;

/** The end of a paged list: asks for more well before it is reached, and says what became of it. */
export function ListEnd({ list, skeleton, end }) {
  const element = useRef(null);
  const more = useRef(list.more);
  more.current = list.more;
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) more.current();
    }, { root: element.current.closest('dialog .scroll'), rootMargin: '900px 0px' });
    observer.observe(element.current);
    return () => observer.disconnect();
    // Observed anew after every page: a page too short to push the end out of view asks for the next.
  }, [list.items.length]);

  return html`<div class="list-end" ref=${element}>
    ${list.problem && list.items.length > 0 && html`<${Failed} problem=${list.problem} onRetry=${list.retry} />`}
    ${list.loading && html`<${Loading}>${skeleton}<//>`}
    ${!list.hasMore && !list.loading && list.items.length > 0 && end}
  </div>`;
}
