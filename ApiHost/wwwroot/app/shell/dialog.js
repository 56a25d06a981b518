import { html, useEffect, useLayoutEffect, useRef, useState } from '../../vendor/htm-preact.js';
import { Icon } from './icons.js';
import { sayProblem } from './toast.js';

let lastId = 0;

/**
 * A modal dialog. The browser's own <dialog> keeps focus inside and makes the page behind inert; Escape and a press on
 * the backdrop close it; focus returns to where it was.
 */
export function Dialog({ title, onClose, children, kind = '' }) {
  const element = useRef(null);
  const id = useRef(`dialog-${++lastId}`).current;

  useLayoutEffect(() => {
    const before = document.activeElement;
    const dialog = element.current;
    dialog.showModal();
    document.documentElement.classList.add('behind-dialog');
    return () => {
      dialog.close();
      // A question may have been asked on top of another dialog, which is still there.
      document.documentElement.classList.toggle('behind-dialog', !!document.querySelector('dialog[open]'));
      if (before?.isConnected) before.focus({ preventScroll: true });
    };
  }, []);

  const cancel = (event) => {
    event.preventDefault();
    onClose();
  };
  const pressed = (event) => {
    if (event.target === element.current) onClose();
  };

  return html`<dialog class=${`dialog ${kind}`} ref=${element} aria-labelledby=${id} onCancel=${cancel}
    onMouseDown=${pressed}>
    <div class="dialog-body">
      <header class="dialog-head">
        <h2 id=${id}>${title}</h2>
        <button type="button" class="icon-button" aria-label="Close" onClick=${onClose}><${Icon} name="close" /></button>
      </header>
      ${children}
    </div>
  </dialog>`;
}

/** Asks before something that cannot be taken back. onConfirm may answer a promise; it stays open until then. */
export function Confirm({ title, text, action, danger = false, onConfirm, onClose }) {
  const [busy, setBusy] = useState(false);
  const cancelButton = useRef(null);
  const alive = useRef(true);
  useEffect(() => {
    cancelButton.current.focus();
    return () => { alive.current = false; };
  }, []);

  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm();
      if (alive.current) onClose();
    } catch (problem) {
      sayProblem(problem);
      if (alive.current) setBusy(false);
    }
  };

  return html`<${Dialog} title=${title} onClose=${onClose} kind="confirm">
    <p>${text}</p>
    <div class="dialog-actions">
      <button type="button" class="button quiet" ref=${cancelButton} onClick=${onClose}>Cancel</button>
      <button type="button" class=${`button ${danger ? 'danger' : ''}`} disabled=${busy} onClick=${confirm}>${action}</button>
    </div>
  <//>`;
}
