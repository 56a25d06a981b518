import { useEffect, useRef, useState } from '../../vendor/htm-preact.js';

const HOLD_MILLISECONDS = 220;
const SWIPE_PIXELS = 70;

/**
 * What fingers do on a story besides tapping: holding it stops the clock, a swipe sideways goes to the next person, a
 * swipe down closes. Answers held and the handlers; a tap stays a click on what is under it.
 */
export function useTaps({ onClose, onStep }) {
  const [held, setHeld] = useState(false);
  const start = useRef(null);
  const timer = useRef(0);
  const swallow = useRef(false);
  useEffect(() => () => clearTimeout(timer.current), []);

  const down = (event) => {
    if (!event.target.closest('.story-zone') || event.button > 0) return;
    swallow.current = false;
    start.current = { x: event.clientX, y: event.clientY };
    timer.current = setTimeout(() => {
      swallow.current = true;
      setHeld(true);
    }, HOLD_MILLISECONDS);
  };
  const up = (event) => {
    clearTimeout(timer.current);
    setHeld(false);
    if (!start.current) return;
    const x = event.clientX - start.current.x;
    const y = event.clientY - start.current.y;
    start.current = null;
    if (Math.max(Math.abs(x), Math.abs(y)) < SWIPE_PIXELS) return;
    swallow.current = true;
    if (Math.abs(x) > Math.abs(y)) onStep(x < 0 ? 1 : -1);
    else if (y > 0) onClose();
  };
  const cancel = () => {
    clearTimeout(timer.current);
    start.current = null;
    setHeld(false);
  };
  const click = (event) => {
    if (!swallow.current || !event.target.closest('.story-zone')) return;
    swallow.current = false;
    event.stopPropagation();
    event.preventDefault();
  };
  return {
    held, onPointerDown: down, onPointerUp: up, onPointerCancel: cancel, onClickCapture: click,
    onContextMenu: (event) => event.target.closest('.story-zone') && event.preventDefault(),
  };
}
