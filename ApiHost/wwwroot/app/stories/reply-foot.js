import { html, useRef, useState } from '../../vendor/htm-preact.js';
import { post } from '../http/api.js';
import { sentence } from '../http/problem.js';
import { Icon } from '../shell/icons.js';

const LONGEST_REPLY = 1000;

/** Where a story is answered; while someone writes it waits. */
export function ReplyFoot({ item, user, onBusy }) {
  const [text, setText] = useState('');
  const [note, setNote] = useState(null);
  const [sending, setSending] = useState(false);
  const box = useRef(null);
  const written = text.trim();

  const send = async (event) => {
    event.preventDefault();
    if (!written || sending) return;
    setSending(true);
    setNote(null);
    try {
      await post(`/stories/${item.id}/reply`, { text: written }, { once: true });
      setText('');
      setNote('Reply sent.');
      box.current?.blur();
    } catch (problem) {
      setNote(sentence(problem));
    } finally {
      setSending(false);
    }
  };

  return html`<form class="story-foot" onSubmit=${send}>
    <p class="story-note" role="status">${note}</p>
    <label class="visually-hidden" for="story-reply">Reply to ${user.username}</label>
    <input id="story-reply" ref=${box} value=${text} maxlength=${LONGEST_REPLY} autocomplete="off" enterkeyhint="send"
      placeholder=${`Reply to ${user.username}…`} onInput=${(event) => setText(event.target.value)}
      onFocus=${() => onBusy(true)} onBlur=${() => onBusy(text.trim() !== '')} />
    <button class="icon-button" aria-label="Send" disabled=${!written || sending}><${Icon} name="send" /></button>
  </form>`;
}
