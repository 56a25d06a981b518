import { post } from '../http/api.js';
import { wait } from '../http/retry.js';
import { sendBytes, UploadFailed } from './send.js';

const ATTEMPTS_WITHOUT_PROGRESS = 5;

/**
 * Sends a file part by part. After a lost connection the server says which parts it has, and only the others are sent:
 * it gives up when nothing arrived in several attempts, and begins anew where it was left when it is called again.
 */
export async function sendInParts(mediaId, file, onFraction, signal) {
  let arrived = -1;
  for (let attempt = 1; ; attempt++) {
    const { parts } = await post(`/media/uploads/${mediaId}/parts`, undefined, { signal });
    let sent = sum(parts.filter((part) => part.uploaded));
    if (sent > arrived) attempt = 1;
    arrived = sent;
    onFraction(sent / file.size);
    try {
      for (const { offset, size, upload } of parts.filter((part) => !part.uploaded)) {
        const before = sent;
        await sendBytes(upload, file.slice(offset, offset + size), (fraction) =>
          onFraction((before + fraction * size) / file.size), signal);
        sent += size;
      }
      return;
    } catch (failure) {
      // Also an address that has expired: the next round brings another.
      if (!(failure instanceof UploadFailed) || attempt >= ATTEMPTS_WITHOUT_PROGRESS) throw failure;
      await wait(1000 * attempt, signal);
    }
  }
}

const sum = (parts) => parts.reduce((bytes, part) => bytes + part.size, 0);
