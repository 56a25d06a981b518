import { sayProblem } from '../shell/toast.js';

const wanted = new Map();
const settling = new Set();

/**
 * Turns something on or off: shows it at once and tells the server in the background, one call at a time per key.
 * However often someone changes their mind, the last word is what the server hears last. What it refuses is taken back.
 */
export function wish(key, on, send, show) {
  show(on);
  wanted.set(key, on);
  if (!settling.has(key)) settle(key, !on, send, show);
}

async function settle(key, confirmed, send, show) {
  settling.add(key);
  try {
    while (wanted.get(key) !== confirmed) {
      const target = wanted.get(key);
      await send(target);
      confirmed = target;
    }
  } catch (problem) {
    show(confirmed);
    sayProblem(problem);
  } finally {
    settling.delete(key);
    wanted.delete(key);
  }
}
