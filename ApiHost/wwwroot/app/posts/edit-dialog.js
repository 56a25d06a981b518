import { html, useState } from '../../vendor/htm-preact.js';
import { patch } from '../http/api.js';
import { sentence } from '../http/problem.js';
import { Dialog } from '../shell/dialog.js';
import { Field, FormMessage } from '../shell/field.js';
import { say } from '../shell/toast.js';
import { LocationField, NOWHERE, readLocation } from './location-field.js';
import { remember } from './posts.js';

const LONGEST_CAPTION = 2200;

/** Changes what an author may change of a post: the words and the place, never the photos. */
export function EditDialog({ post, onClose }) {
  const [caption, setCaption] = useState(post.caption);
  const [alts, setAlts] = useState(post.media.map((medium) => medium.altText ?? ''));
  const [spot, setSpot] = useState(post.location ?? NOWHERE);
  const [errors, setErrors] = useState({});
  const [message, setMessage] = useState(null);
  const [busy, setBusy] = useState(false);

  const save = async (event) => {
    event.preventDefault();
    const { location, errors: wrong } = readLocation(spot);
    setErrors(wrong ?? {});
    if (wrong || busy) return;
    setBusy(true);
    setMessage(null);
    try {
      const body = { caption: caption.trim(), altTexts: alts.map((alt) => alt.trim()), location: location ?? null };
      remember([await patch(`/posts/${post.id}`, body)]);
      say('Post changed.');
      onClose();
    } catch (problem) {
      setMessage(sentence(problem));
      setBusy(false);
    }
  };
  const setAlt = (index) => (text) => setAlts(alts.map((alt, at) => (at === index ? text : alt)));

  return html`<${Dialog} title="Edit post" onClose=${onClose}>
    <div class="scroll"><form onSubmit=${save} novalidate>
      <${Field} label="Caption" name="edit-caption" multiline rows="4" maxlength=${LONGEST_CAPTION} value=${caption}
        onInput=${setCaption} />
      ${alts.map((alt, index) => html`<${Field} key=${index} name=${`edit-alt-${index}`} value=${alt} maxlength="1000"
        label=${`Describe photo ${index + 1} for people who cannot see it`} onInput=${setAlt(index)} />`)}
      <${LocationField} value=${spot} errors=${errors} onChange=${setSpot} />
      <${FormMessage} text=${message} />
      <div class="dialog-actions">
        <button type="button" class="button quiet" onClick=${onClose}>Cancel</button>
        <button class="button" disabled=${busy}>${busy ? 'Saving…' : 'Save changes'}</button>
      </div>
    </form></div>
  <//>`;
}
