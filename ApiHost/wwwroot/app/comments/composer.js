import { html, useLayoutEffect, useRef, useState } from '../../vendor/htm-preact.js';
import { session } from '../http/session.js';
import { Avatar } from '../users/avatar.js';

export const COMMENT_BOX = 'comment-text';

const LONGEST_COMMENT = 1000;
const COUNTED_FROM = 800;

/**
 * Where a comment is written. Enter sends it where there is a keyboard, Shift+Enter starts a line; on glass Enter is a
 * line and the button sends. With onCancel it is a reply: it takes focus, and Escape leaves it.
 */
export function Composer({ id, label, initial = '', onSend, onCancel }) {
  const [text, setText] = useState(initial);
  const box = useRef(null);
  useLayoutEffect(() => {
    if (!onCancel) return;
    box.current.focus();
    box.current.setSelectionRange(initial.length, initial.length);
    box.current.form.scrollIntoView({ block: 'nearest' });
  }, []);

  const written = text.trim();
  const empty = !written || written === initial.trim();
  const over = written.length > LONGEST_COMMENT;
  const submit = (event) => {
    event.preventDefault();
    if (empty || over) return;
    setText('');
    box.current.focus();
    onSend(written);
  };
  const pressed = (event) => {
    if (event.key === 'Escape' && onCancel) {
      event.stopPropagation();
      onCancel();
    }
    // While an input method composes, Enter chooses a word.
    const enter = event.key === 'Enter' && !event.shiftKey && !event.isComposing;
    if (enter && matchMedia('(pointer: fine)').matches) submit(event);
  };

  const me = session.get().user;
  const counted = written.length > COUNTED_FROM;
  return html`<form class=${`composer ${over ? 'wrong' : ''}`} onSubmit=${submit}>
    <${Avatar} user=${me} size=${onCancel ? 'tiny' : 'small'} />
    <div class="composer-box">
      <label class="visually-hidden" for=${id}>${label}</label>
      <textarea id=${id} ref=${box} rows="1" placeholder=${`${label}…`} value=${text} aria-invalid=${over ? 'true' : undefined}
        aria-describedby=${`${id}-left`} onInput=${(event) => setText(event.target.value)} onKeyDown=${pressed}></textarea>
      <p id=${`${id}-left`} class=${over ? 'error' : 'hint'} aria-live="polite">${counted && (over
        ? `${written.length - LONGEST_COMMENT} characters too many`
        : `${LONGEST_COMMENT - written.length} characters left`)}</p>
    </div>
    ${onCancel && html`<button type="button" class="button plain small" onClick=${onCancel}>Cancel</button>`}
    <button class="button small" disabled=${empty || over}>${onCancel ? 'Reply' : 'Post'}</button>
  </form>`;
}
