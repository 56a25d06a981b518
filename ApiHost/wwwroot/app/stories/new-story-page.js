import { html, useEffect, useRef, useState } from '../../vendor/htm-preact.js';
import { post } from '../http/api.js';
import { sentence } from '../http/problem.js';
import { session } from '../http/session.js';
import { Progress } from '../media/progress.js';
import { kindOf, refusal, upload } from '../media/upload.js';
import { DropZone } from '../posts/drop-zone.js';
import { Icon } from '../shell/icons.js';
import { Page } from '../shell/page.js';
import { go } from '../shell/router.js';
import { say } from '../shell/toast.js';
import { keepEntry, tray } from './stories.js';

/** A photo or video for the next 24 hours. It is sent as soon as it is chosen, so that sharing has nothing left to wait for. */
export function NewStoryPage() {
  const [file, setFile] = useState(null);
  const [preview, setPreview] = useState(null);
  const [undrawable, setUndrawable] = useState(false);
  const [progress, setProgress] = useState(null);
  const [media, setMedia] = useState(null);
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const flight = useRef(null);
  useEffect(() => () => flight.current?.abort(), []);
  useEffect(() => {
    if (!file) return undefined;
    const url = URL.createObjectURL(file);
    setPreview(url);
    return () => URL.revokeObjectURL(url);
  }, [file]);

  const start = async (chosen) => {
    const refused = refusal(chosen, { withVideos: true });
    flight.current?.abort();
    setError(refused && { text: refused, final: true });
    setMedia(null);
    setUndrawable(false);
    setFile(refused ? null : chosen);
    if (refused) return;
    const aborter = new AbortController();
    flight.current = aborter;
    try {
      const ready = await upload(chosen, { signal: aborter.signal, onChange: setProgress });
      setMedia(ready);
    } catch (problem) {
      if (!aborter.signal.aborted) setError({ text: problem.message, final: !!problem.final });
    }
  };
  const drop = () => {
    flight.current?.abort();
    setFile(null);
    setMedia(null);
    setError(null);
  };
  const share = async () => {
    setBusy(true);
    try {
      const item = await post('/stories', { mediaId: media.id }, { once: true });
      const { user } = session.get();
      const mine = tray.get().entries?.find((entry) => entry.user.id === user.id)?.items ?? [];
      keepEntry({ user, items: [...mine, item] });
      say('Your story is shared.');
      go('/', { replace: true });
    } catch (problem) {
      setError({ text: sentence(problem), final: true });
      setBusy(false);
    }
  };

  const video = file !== null && kindOf(file) === 'video';
  return html`<${Page} title="New story" kind="narrow compose" backTo="/">
    <div class="new-story">
      ${!file && html`<${DropZone} onFiles=${(files) => files[0] && start(files[0])} one />`}
      ${file && html`<div class="story-preview">
        ${undrawable || !preview ? html`<span class="draft-blank"><${Icon} name="photo" size=${40} /></span>`
          : video ? html`<video src=${preview} aria-label=${`Preview: ${file.name}`} muted playsinline autoplay loop
            onError=${() => setUndrawable(true)}></video>`
          : html`<img src=${preview} alt=${`Preview: ${file.name}`} onError=${() => setUndrawable(true)} />`}
        <button type="button" class="icon-button" aria-label="Choose another" onClick=${drop}><${Icon} name="close" /></button>
      </div>`}
      <div role="alert">${error && html`<p class="form-message">${error.text}</p>`}</div>
      ${file && !media && !error && progress && html`<${Progress} ...${progress} label="Upload of the story" />`}
      ${file && html`<div class="row story-share">
        <p class="muted">Your followers see it for 24 hours.</p>
        ${error && !error.final && html`<button type="button" class="button quiet" onClick=${() => start(file)}>Try again</button>`}
        <button type="button" class="button" disabled=${!media || busy} onClick=${share}>${busy ? 'Sharing…' : 'Share story'}</button>
      </div>`}
    </div>
  <//>`;
}
