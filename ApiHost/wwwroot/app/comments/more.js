import { html, useLayoutEffect, useRef } from '../../vendor/htm-preact.js';
import { Failed } from '../shell/states.js';

/** Asks for the next page of a list. Focus goes on to the first that is new: the button may be gone by then. */
export function More({ list, rows, label }) {
  const from = useRef(null);
  useLayoutEffect(() => {
    if (from.current === null || list.items.length <= from.current) return;
    rows.current?.querySelectorAll(':scope > .comment:not(.pending)')[from.current]?.focus({ preventScroll: true });
    from.current = null;
  }, [list.items.length]);

  if (list.problem && list.items.length) return html`<${Failed} problem=${list.problem} onRetry=${list.retry} />`;
  if (!list.hasMore || !list.items.length) return null;
  const press = () => {
    from.current = list.items.length;
    list.more();
  };
  return html`<button type="button" class="more-comments" onClick=${press}>${list.loading ? 'Loading…' : label}</button>`;
}
