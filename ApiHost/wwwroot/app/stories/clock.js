import { useEffect, useRef } from '../../vendor/htm-preact.js';

export const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/**
 * Runs from 0 to the end of one story while running, and calls onDone there. Put the answered ref on the bar that shows
 * it; whoever wants less motion sees the bar full at once.
 */
export function useClock(id, milliseconds, running, onDone) {
  const bar = useRef(null);
  const spent = useRef(0);
  const done = useRef(onDone);
  done.current = onDone;

  useEffect(() => { spent.current = 0; }, [id]);
  useEffect(() => {
    if (!running) return undefined;
    let last = performance.now();
    let frame = requestAnimationFrame(function step(now) {
      spent.current += Math.max(0, now - last);
      last = now;
      const share = Math.min(1, spent.current / milliseconds);
      if (bar.current) bar.current.style.transform = `scaleX(${calm() ? 1 : share})`;
      if (share === 1) done.current();
      else frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [id, running, milliseconds]);
  return bar;
}
