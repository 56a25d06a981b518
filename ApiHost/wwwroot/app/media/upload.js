import { get, post } from '../http/api.js';
import { Problem, sentence } from '../http/problem.js';
import { wait } from '../http/retry.js';
import { waitForEvent } from '../inbox/live.js';
import { fileSize } from '../shell/format.js';

const LARGEST_BYTES = 30 * 1024 * 1024;
const SENT_AT_ONCE = 2;
const SEND_ATTEMPTS = 3;
const FIRST_POLL_MILLISECONDS = 250;
const SLOWEST_POLL_MILLISECONDS = 3000;
const LONGEST_PROCESSING_MILLISECONDS = 5 * 60_000;

const byExtension = {
  jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', heic: 'image/heic', heif: 'image/heic',
};
const accepted = new Set(Object.values(byExtension));

export const ACCEPTED = [...accepted, ...Object.keys(byExtension).map((name) => `.${name}`)].join(',');

// Some systems name no type, or another name, for HEIC.
function typeOf(file) {
  if (accepted.has(file.type)) return file.type;
  return byExtension[file.name.toLowerCase().split('.').pop()] ?? file.type;
}

/** Why a file cannot be sent at all, or null. */
export function refusal(file) {
  if (!accepted.has(typeOf(file))) return 'Only JPEG, PNG, WebP and HEIC photos can be posted.';
  if (file.size > LARGEST_BYTES) return `This photo has ${fileSize(file.size)}; the most is 30 MB.`;
  if (file.size === 0) return 'This file is empty.';
  return null;
}

/** An upload that did not become a photo. The message is for the person; final when trying again would not help. */
export class UploadFailed extends Error {
  constructor(message, { final = false, resend = false } = {}) {
    super(message);
    this.final = final;
    this.resend = resend;
  }
}

/**
 * Sends a file and waits until the server has made a photo of it; answers the Media. onChange gets { phase, fraction }
 * with phase 'waiting', 'sending', 'processing' and 'ready'.
 */
export async function upload(file, { onChange = () => {}, signal } = {}) {
  try {
    onChange({ phase: 'waiting' });
    const mediaId = await inTurn(() => deliver(file, onChange, signal), signal);
    onChange({ phase: 'processing' });
    const media = await processed(mediaId, signal);
    onChange({ phase: 'ready' });
    return media;
  } catch (problem) {
    if (problem instanceof Problem) throw new UploadFailed(sentence(problem), { final: [400, 413, 415].includes(problem.status) });
    throw problem;
  }
}

async function deliver(file, onChange, signal) {
  const { mediaId, upload: target } = await post('/media/uploads', { contentType: typeOf(file), byteSize: file.size },
    { signal });
  for (let attempt = 1; ; attempt++) {
    onChange({ phase: 'sending', fraction: 0 });
    try {
      await sendBytes(target, file, (fraction) => onChange({ phase: 'sending', fraction }), signal);
      break;
    } catch (failure) {
      if (!failure.resend || attempt === SEND_ATTEMPTS) throw failure;
      await wait(1000 * attempt, signal);
    }
  }
  await post(`/media/uploads/${mediaId}/complete`, undefined, { signal });
  return mediaId;
}

// fetch reports no upload progress; XMLHttpRequest does.
function sendBytes({ method, url, headers }, file, onFraction, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = (resend) => reject(new UploadFailed('The upload was interrupted. Try again.', { resend }));
    request.open(method, url);
    for (const [name, value] of Object.entries(headers ?? {})) {
      // The browser sets these itself and complains about anyone else who does.
      if (!/^(host|content-length)$/i.test(name)) request.setRequestHeader(name, value);
    }
    request.upload.onprogress = (event) => event.lengthComputable && onFraction(event.loaded / event.total);
    request.onload = () => (request.status < 300 ? resolve() : fail(request.status >= 500 || request.status === 429));
    request.onerror = () => fail(true);
    request.onabort = () => reject(signal.reason);
    signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

async function processed(mediaId, signal) {
  const until = Date.now() + LONGEST_PROCESSING_MILLISECONDS;
  for (let pause = FIRST_POLL_MILLISECONDS; Date.now() < until; pause = Math.min(pause * 1.5, SLOWEST_POLL_MILLISECONDS)) {
    const state = await get(`/media/uploads/${mediaId}`, { signal });
    if (state.status === 'ready') return { id: mediaId, ...state.media };
    if (state.status === 'rejected') throw new UploadFailed(state.reason || 'This photo could not be read.', { final: true });
    await waitForEvent('media', (data) => data.id === mediaId, pause, signal);
  }
  throw new UploadFailed('The server is still working on this photo. Try again later.');
}

let sending = 0;
const queue = [];

/** At most two files on the wire at a time; the others wait their turn, first come, first served. */
async function inTurn(work, signal) {
  if (sending >= SENT_AT_ONCE) await new Promise((resolve) => queue.push(resolve));
  else sending++;
  try {
    signal?.throwIfAborted();
    return await work();
  } finally {
    // The place is handed to the next in line, or given up.
    if (queue.length) queue.shift()();
    else sending--;
  }
}
