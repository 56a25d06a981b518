import { html, useEffect, useLayoutEffect, useRef } from '../../vendor/htm-preact.js';
import { Icon } from './icons.js';
import { arrivedBy, back } from './router.js';

/**
 * One page: its title, its one h1, and focus on that heading after a navigation, so that a screen reader starts with
 * the new page and the next Tab goes into it.
 */
export function Page({ title, heading = title, headingHidden = false, kind = '', backTo, aside, children }) {
  const h1 = useRef(null);
  useEffect(() => { document.title = `${title} · Orleans`; }, [title]);
  useLayoutEffect(() => {
    if (arrivedBy() !== 'first') h1.current.focus({ preventScroll: true });
  }, []);

  return html`<div class=${`page ${kind}`}>
    <header class=${headingHidden ? 'page-head bare' : 'page-head'}>
      ${backTo && html`<button type="button" class="icon-button" aria-label="Back" onClick=${() => back(backTo)}>
        <${Icon} name="left" />
      </button>`}
      <h1 ref=${h1} tabindex="-1" class=${headingHidden ? 'visually-hidden' : ''}>${heading}</h1>
      ${aside}
    </header>
    ${children}
  </div>`;
}
