import { html, useState } from '../../vendor/htm-preact.js';
import { fileSize } from '../shell/format.js';
import { Icon } from '../shell/icons.js';
import { Progress } from '../media/progress.js';

/** One chosen photo or video: preview, how far its upload is, its description, its place among the others. */
export function DraftItem({ draft, index, total, onAlt, onMove, onRemove, onAgain }) {
  const [undrawable, setUndrawable] = useState(false);
  const { file, kind, error, progress, media } = draft;
  const which = `${kind} ${index + 1}`;
  const id = `alt-${draft.key}`;
  return html`<li class=${`draft ${error ? 'wrong' : ''}`}>
    <div class="draft-preview">
      ${undrawable || error ? html`<span class="draft-blank"><${Icon} name=${error ? 'warning' : kind === 'video' ? 'play' : 'photo'} size=${30} /></span>`
        : kind === 'video' ? html`<video src=${draft.preview} aria-label=${`Preview of ${which}: ${file.name}`} muted playsinline
          preload="metadata" onError=${() => setUndrawable(true)}></video>`
        : html`<img src=${draft.preview} alt=${`Preview of ${which}: ${file.name}`} onError=${() => setUndrawable(true)} />`}
      ${media && !error && html`<span class="draft-ready"><${Icon} name="check" size=${16} /></span>`}
    </div>
    <div class="draft-body">
      <div class="draft-head">
        <span class="draft-name">${file.name}</span><span class="muted">${fileSize(file.size)}</span>
        <div class="row tight">
          ${total > 1 && html`
            <button type="button" class="icon-button small" aria-label=${`Move ${which} earlier`} disabled=${index === 0}
              onClick=${() => onMove(-1)}><${Icon} name="left" size=${18} /></button>
            <button type="button" class="icon-button small" aria-label=${`Move ${which} later`} disabled=${index === total - 1}
              onClick=${() => onMove(1)}><${Icon} name="right" size=${18} /></button>`}
          <button type="button" class="icon-button small" aria-label=${`Remove ${which}`} onClick=${onRemove}>
            <${Icon} name="close" size=${18} /></button>
        </div>
      </div>
      <div role="alert">${error && html`<p class="error">${error}</p>`}</div>
      ${error && !draft.final && html`<button type="button" class="button quiet small" onClick=${onAgain}>Try again</button>`}
      ${!error && progress && progress.phase !== 'ready' && html`<${Progress} ...${progress} label=${`Upload of ${which}`} />`}
      ${!error && html`<div class="field"><label for=${id}>Describe ${which} for people who cannot see it</label>
        <input id=${id} value=${draft.alt} maxlength="1000" onInput=${(event) => onAlt(event.target.value)} /></div>`}
    </div>
  </li>`;
}
