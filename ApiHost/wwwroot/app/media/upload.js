import { get, post } from '../http/api.js';
import { Problem, sentence } from '../http/problem.js';
import { wait } from '../http/retry.js';
import { waitForEvent } from '../inbox/live.js';
import { fileSize } from '../shell/format.js';
import { sendInParts } from './parts.js';
import { sendBytes, UploadFailed } from './send.js';

export { UploadFailed };

const LARGEST_PHOTO_BYTES = 30 * 1024 * 1024;
const LARGEST_VIDEO_BYTES = 200 * 1024 * 1024;
const IN_PARTS_FROM_BYTES = 8 * 1024 * 1024;
const SENT_AT_ONCE = 2;
const SEND_ATTEMPTS = 3;
const FIRST_POLL_MILLISECONDS = 250;
const SLOWEST_POLL_MILLISECONDS = 3000;
const LONGEST_PROCESSING_MILLISECONDS = { photo: 5 * 60_000, video: 30 * 60_000 };

const photos = {
  jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', heic: 'image/heic', heif: 'image/heic',
};
const videos = { mp4: 'video/mp4', m4v: 'video/mp4', mov: 'video/quicktime' };
const byExtension = { ...photos, ...videos };
const accepted = new Set(Object.values(byExtension));

const listOf = (kinds) => [...new Set(Object.values(kinds)), ...Object.keys(kinds).map((name) => `.${name}`)].join(',');

export const ACCEPTED = listOf(photos);
export const ACCEPTED_WITH_VIDEOS = listOf(byExtension);

// Some systems name no type, or another name, for HEIC and MOV.
function typeOf(file) {
  if (accepted.has(file.type)) return file.type;
  return byExtension[file.name.toLowerCase().split('.').pop()] ?? file.type;
}

/** 'photo' or 'video'; what is neither counts as a photo. */
export const kindOf = (file) => (typeOf(file).startsWith('video/') ? 'video' : 'photo');

/** Why a file cannot be sent at all, or null. */
export function refusal(file, { withVideos = false } = {}) {
  const kind = kindOf(file);
  if (!accepted.has(typeOf(file)) || (kind === 'video' && !withVideos)) {
    return `Only JPEG, PNG, WebP and HEIC photos${withVideos ? ', MP4 and MOV videos' : ''} can be posted.`;
  }
  const most = kind === 'video' ? LARGEST_VIDEO_BYTES : LARGEST_PHOTO_BYTES;
  if (file.size > most) return `This ${kind} has ${fileSize(file.size)}; the most is ${most / 1024 / 1024} MB.`;
  if (file.size === 0) return 'This file is empty.';
  return null;
}

/** Uploads that were begun: trying the same file again goes on with what has arrived of it. */
const begun = new WeakMap();

/**
 * Sends a file and waits until the server has made a photo or video of it; answers the Media. onChange gets { phase, fraction }
 * with phase 'waiting', 'sending', 'processing' and 'ready'.
 */
export async function upload(file, { onChange = () => {}, signal } = {}) {
  try {
    onChange({ phase: 'waiting' });
    const mediaId = await inTurn(() => deliver(file, onChange, signal), signal);
    onChange({ phase: 'processing' });
    const media = await processed(mediaId, kindOf(file), signal);
    onChange({ phase: 'ready' });
    return media;
  } catch (problem) {
    if (problem instanceof Problem) throw new UploadFailed(sentence(problem), { final: [400, 413, 415].includes(problem.status) });
    throw problem;
  }
}

async function deliver(file, onChange, signal) {
  const known = begun.get(file);
  const target = known ?? await post('/media/uploads', { contentType: typeOf(file), byteSize: file.size }, { signal });
  begun.set(file, target);
  const onFraction = (fraction) => onChange({ phase: 'sending', fraction });
  onFraction(0);
  try {
    if (known || file.size >= IN_PARTS_FROM_BYTES) await sendInParts(target.mediaId, file, onFraction, signal);
    else await sendWhole(target.upload, file, onFraction, signal);
  } catch (problem) {
    if (!known || !(problem instanceof Problem)) throw problem;
    if (problem.status === 409) return target.mediaId;
    if (problem.status !== 404) throw problem;
    // Left for too long: nothing of it is there any more.
    begun.delete(file);
    return deliver(file, onChange, signal);
  }
  await post(`/media/uploads/${target.mediaId}/complete`, undefined, { signal });
  return target.mediaId;
}

async function sendWhole(target, file, onFraction, signal) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await sendBytes(target, file, onFraction, signal);
    } catch (failure) {
      if (!failure.resend || attempt === SEND_ATTEMPTS) throw failure;
      await wait(1000 * attempt, signal);
    }
  }
}

async function processed(mediaId, kind, signal) {
  const until = Date.now() + LONGEST_PROCESSING_MILLISECONDS[kind];
  for (let pause = FIRST_POLL_MILLISECONDS; Date.now() < until; pause = Math.min(pause * 1.5, SLOWEST_POLL_MILLISECONDS)) {
    const state = await get(`/media/uploads/${mediaId}`, { signal });
    if (state.status === 'ready') return { id: mediaId, ...state.media };
    if (state.status === 'rejected') throw new UploadFailed(state.reason || `This ${kind} could not be read.`, { final: true });
    await waitForEvent('media', (data) => data.id === mediaId, pause, signal);
  }
  throw new UploadFailed(`The server is still working on this ${kind}. Try again later.`);
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
