import { Problem } from './problem.js';

const ATTEMPTS = 4;
const LONGEST_WAIT_SECONDS = 20;
const LONGEST_OFFLINE_SECONDS = 120;
const retryable = new Set([429, 502, 503, 504]);

/**
 * Tries work again while the server is unreachable or says it is busy, waiting as long as Retry-After asks, or
 * 0.5 s, 1 s, 2 s with jitter. Without a connection it waits for that, up to two minutes. A wait that a person would
 * not sit through is handed back as the problem it is.
 */
export async function withRetries(work, { safe, signal }) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (problem) {
      const refused = problem instanceof Problem && retryable.has(problem.status);
      const unanswered = problem instanceof Problem && problem.status === 0;
      // A refused request did nothing; an unanswered one may have, and is repeated only when that is harmless.
      if (attempt >= ATTEMPTS || signal?.aborted || !(refused || (unanswered && safe))) throw problem;
      if (unanswered && !navigator.onLine) {
        await wait(LONGEST_OFFLINE_SECONDS * 1000, signal);
        continue;
      }
      const seconds = problem.retryAfterSeconds ?? 0.25 * 2 ** attempt * (0.75 + Math.random() / 2);
      if (seconds > LONGEST_WAIT_SECONDS) throw problem;
      await wait(seconds * 1000, signal);
    }
  }
}

/** Waits, at most until the connection is back or the signal aborts. */
export function wait(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      signal?.removeEventListener('abort', aborted);
      resolve();
    };
    const aborted = () => {
      done();
      reject(signal.reason);
    };
    const timer = setTimeout(done, milliseconds);
    if (!navigator.onLine) addEventListener('online', done);
    signal?.addEventListener('abort', aborted);
  });
}
