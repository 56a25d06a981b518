import { useLayoutEffect, useRef } from '../../vendor/htm-preact.js';

/**
 * A pressed button that goes with its row hands focus to the row that takes its place, or to the page's heading. Put
 * rows on the list, and call leave(index) right before the row goes.
 */
export function useNextRow(length) {
  const rows = useRef(null);
  const focusAt = useRef(null);
  useLayoutEffect(() => {
    if (focusAt.current === null) return;
    const all = rows.current?.querySelectorAll('li') ?? [];
    const next = all[Math.min(focusAt.current, all.length - 1)]?.querySelector('button');
    (next ?? document.querySelector('h1')).focus();
    focusAt.current = null;
  }, [length]);
  return { rows, leave: (index) => { focusAt.current = index; } };
}
