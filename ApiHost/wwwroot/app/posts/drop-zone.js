import { html, useEffect, useRef, useState } from '../../vendor/htm-preact.js';
import { ACCEPTED_WITH_VIDEOS } from '../media/upload.js';
import { Icon } from '../shell/icons.js';

/** Takes photos and videos, or one, by drag and drop anywhere on the page, by the file chooser, or by paste. */
export function DropZone({ small, one = false, onFiles }) {
  const [over, setOver] = useState(false);
  const input = useRef(null);
  const deliver = useRef(onFiles);
  deliver.current = onFiles;

  useEffect(() => {
    const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes('Files');
    const dragged = (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const left = (event) => { if (!event.relatedTarget) setOver(false); };
    const dropped = (event) => {
      setOver(false);
      if (!holdsFiles(event)) return;
      event.preventDefault();
      deliver.current([...event.dataTransfer.files]);
    };
    const pasted = (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length) deliver.current(files);
    };
    const listeners = { dragover: dragged, dragleave: left, drop: dropped, paste: pasted };
    for (const [name, listener] of Object.entries(listeners)) addEventListener(name, listener);
    return () => { for (const [name, listener] of Object.entries(listeners)) removeEventListener(name, listener); };
  }, []);

  const chosen = (event) => {
    onFiles([...event.target.files]);
    event.target.value = '';
  };
  return html`<div class=${`drop-zone ${small ? 'small' : ''} ${over ? 'over' : ''}`}>
    ${!small && html`<span class="empty-icon"><${Icon} name="photos" size=${34} /></span>
      <p class="drop-words">Drop ${one ? 'a photo or video' : 'photos and videos'} here</p>
      <p class="muted">JPEG, PNG, WebP or HEIC up to 30 MB, MP4 or MOV up to a minute and 200 MB${one ? '' : ', at most 10 in all'}</p>`}
    <button type="button" class=${small ? 'button quiet' : 'button'} onClick=${() => input.current.click()}>
      ${small ? 'Add more' : one ? 'Choose a photo' : 'Choose photos'}</button>
    <input ref=${input} class="visually-hidden" type="file" multiple=${!one} accept=${ACCEPTED_WITH_VIDEOS}
      aria-label=${one ? 'Photo' : 'Photos'} tabindex="-1" onChange=${chosen} />
  </div>`;
}
