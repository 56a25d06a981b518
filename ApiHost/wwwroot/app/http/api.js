import { problemOf, unreachable } from './problem.js';
import { withRetries } from './retry.js';
import { renew, session } from './session.js';

const BASE = '/api/v1';

/**
 * Calls the API and returns the JSON of the answer, or null when it has no body. Throws a Problem. Every verb of the
 * contract is harmless to repeat, except a POST that creates something without an idempotency key: those say once.
 */
export function call(method, path, { body, query, headers, signal, once = false } = {}) {
  return withRetries(() => exchange(method, path, { body, query, headers, signal }), { safe: !once, signal });
}

export const get = (path, options) => call('GET', path, options);
export const post = (path, body, options) => call('POST', path, { ...options, body });
export const put = (path, body, options) => call('PUT', path, { ...options, body });
export const patch = (path, body, options) => call('PATCH', path, { ...options, body });
export const del = (path, options) => call('DELETE', path, options);

/** One page of a list as { items, cursor, hasMore }, whatever the list calls its items. */
export async function getPage(path, { cursor, limit, query, signal } = {}) {
  const answer = await get(path, { query: { ...query, cursor, limit }, signal });
  return { items: answer.items ?? answer.posts, cursor: answer.cursor, hasMore: answer.hasMore };
}

/** The bytes of an answer that is a file, for as long as it takes to come. */
export const getFile = (path) => withRetries(async () => (await answered('GET', path, {})).blob(), { safe: true });

async function exchange(method, path, request) {
  const text = await (await answered(method, path, request)).text();
  return text ? JSON.parse(text) : null;
}

async function answered(method, path, request) {
  const token = session.get()?.accessToken;
  let response = await send(method, path, request, token);
  if (response.status === 401 && token) {
    const fresh = await renewed(token);
    if (fresh) response = await send(method, path, request, fresh);
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function renewed(token) {
  try {
    return await renew(token);
  } catch {
    throw unreachable();
  }
}

async function send(method, path, { body, query, headers, signal }, token) {
  const all = { Accept: 'application/json', ...headers };
  if (token) all.Authorization = `Bearer ${token}`;
  if (body !== undefined) all['Content-Type'] = 'application/json';
  try {
    return await fetch(BASE + path + queryString(query), {
      method,
      headers: all,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
    });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw unreachable();
  }
}

function queryString(query) {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null);
  return pairs.length ? `?${new URLSearchParams(pairs)}` : '';
}
