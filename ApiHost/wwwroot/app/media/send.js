/** An upload that did not become a photo or video. The message is for the person; final when trying again would not help. */
export class UploadFailed extends Error {
  constructor(message, { final = false, resend = false } = {}) {
    super(message);
    this.final = final;
    this.resend = resend;
  }
}

/** Sends bytes to an upload address. fetch reports no upload progress; XMLHttpRequest does. */
export function sendBytes({ method, url, headers }, bytes, onFraction, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = (resend) => reject(new UploadFailed('The upload was interrupted. Try again.', { resend }));
    const abort = () => request.abort();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers ?? {})) {
      // The browser sets these itself and complains about anyone else who does.
      if (!/^(host|content-length)$/i.test(name)) request.setRequestHeader(name, value);
    }
    request.upload.onprogress = (event) => event.lengthComputable && onFraction(event.loaded / event.total);
    // 412: it is there already; the answer that said so was lost.
    request.onload = () => (request.status < 300 || request.status === 412
      ? resolve() : fail(request.status >= 500 || request.status === 429));
    request.onerror = () => fail(true);
    request.onabort = () => reject(signal.reason);
    request.onloadend = () => signal?.removeEventListener('abort', abort);
    signal?.addEventListener('abort', abort);
    request.send(bytes);
  });
}
