/** What went wrong with a call: the server's problem+json, or no answer at all (status 0). */
export class Problem extends Error {
  constructor({ status, code, title, detail, errors, retryAfterSeconds }) {
    super(detail || title || code);
    this.status = status;
    this.code = code;
    this.title = title;
    this.detail = detail;
    this.errors = errors ?? {};
    this.retryAfterSeconds = retryAfterSeconds ?? null;
  }

  /** The first message for a field, or null. */
  field(name) {
    const messages = this.errors[name];
    return messages?.length ? messages.join(' ') : null;
  }
}

export const unreachable = () => new Problem({
  status: 0,
  code: 'unreachable',
  title: navigator.onLine ? 'The server cannot be reached.' : 'You are offline.',
});

export async function problemOf(response) {
  const body = await response.json().catch(() => ({}));
  return new Problem({
    status: response.status,
    code: body.code ?? 'internal',
    title: body.title,
    detail: body.detail,
    errors: body.errors,
    retryAfterSeconds: retryAfter(response.headers.get('Retry-After')),
  });
}

function retryAfter(value) {
  if (!value) return null;
  if (/^\d+$/.test(value)) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}

const sentences = {
  unreachable: 'The server cannot be reached. Check your connection and try again.',
  unauthenticated: 'Please log in again.',
  forbidden: 'You are not allowed to do that.',
  not_found: 'This is no longer available.',
  too_large: 'This is too large.',
  unsupported_media: 'This kind of file is not supported.',
  busy: 'The server is busy. Try again in a moment.',
  internal: 'Something went wrong on our side. Try again in a moment.',
};

/** One sentence for a person. What the server says about a bad or conflicting request is about their input: kept. */
export function sentence(problem) {
  if (!(problem instanceof Problem)) return sentences.internal;
  if (problem.code === 'rate_limited') return `That was a lot at once. Try again ${inWords(problem.retryAfterSeconds)}.`;
  if (problem.code === 'unreachable' && !navigator.onLine) return 'You are offline. Try again when you are connected.';
  if (['invalid', 'conflict', 'gone', 'too_large', 'unsupported_media', 'forbidden'].includes(problem.code)) {
    return problem.detail || firstFieldError(problem) || problem.title || 'That did not work.';
  }
  return sentences[problem.code] ?? problem.detail ?? problem.title ?? sentences.internal;
}

function firstFieldError(problem) {
  return Object.values(problem.errors)[0]?.[0];
}

function inWords(seconds) {
  if (!seconds) return 'in a moment';
  if (seconds < 90) return `in ${seconds} seconds`;
  return `in ${Math.ceil(seconds / 60)} minutes`;
}
