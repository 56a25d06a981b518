import { html, useRef, useState } from '../../vendor/htm-preact.js';
import { post } from '../http/api.js';
import { newKey } from '../http/idempotency.js';
import { forgetLists } from '../http/paged.js';
import { sentence } from '../http/problem.js';
import { keepUser, session } from '../http/session.js';
import { Field, FormMessage } from '../shell/field.js';
import { Page } from '../shell/page.js';
import { go } from '../shell/router.js';
import { say } from '../shell/toast.js';
import { DraftItem } from './draft-item.js';
import { MOST_PHOTOS, useDrafts } from './drafts.js';
import { DropZone } from './drop-zone.js';
import { LocationField, NOWHERE, readLocation } from './location-field.js';
import { remember } from './posts.js';

const LONGEST_CAPTION = 2200;

export function NewPostPage() {
  const { drafts, add, remove, move, change, again } = useDrafts();
  const [caption, setCaption] = useState('');
  const [place, setPlace] = useState(NOWHERE);
  const [errors, setErrors] = useState({});
  const [message, setMessage] = useState(null);
  const [busy, setBusy] = useState(false);
  const sent = useRef({ body: null, key: null });

  const take = (files) => {
    const left = add(files);
    if (left > 0) say(`A post has at most ${MOST_PHOTOS} photos; ${left} ${left === 1 ? 'was' : 'were'} left out.`, 'problem');
  };
  const ready = drafts.length > 0 && drafts.every((draft) => draft.media && !draft.error);

  const share = async (event) => {
    event.preventDefault();
    const { location, errors: wrong } = readLocation(place);
    setErrors(wrong ?? {});
    if (wrong || !ready || busy) return;
    const body = {
      mediaIds: drafts.map((draft) => draft.media.id),
      altTexts: drafts.map((draft) => draft.alt.trim()),
      caption: caption.trim(),
      location,
    };
    setBusy(true);
    setMessage(null);
    try {
      const made = await post('/posts', body, { headers: { 'Idempotency-Key': keyFor(body, sent.current) } });
      remember([made]);
      forgetLists();
      const { user } = session.get();
      keepUser({ ...user, postCount: user.postCount + 1 });
      say('Your post is shared.');
      go(`/p/${made.id}`, { replace: true });
    } catch (problem) {
      setMessage(sentence(problem));
      setBusy(false);
    }
  };

  const item = (draft, index) => html`<${DraftItem} key=${draft.key} draft=${draft} index=${index} total=${drafts.length}
    onAlt=${(alt) => change(draft.key, { alt })} onMove=${(step) => move(draft.key, step)}
    onRemove=${() => remove(draft.key)} onAgain=${() => again(draft)} />`;

  return html`<${Page} title="New post" kind="narrow compose" backTo="/">
    <form onSubmit=${share} novalidate>
      ${drafts.length > 0 && html`<ol class="drafts" aria-label="Photos of this post">${drafts.map(item)}</ol>`}
      ${drafts.length < MOST_PHOTOS && html`<${DropZone} small=${drafts.length > 0} onFiles=${take} />`}
      ${drafts.length === 0 && html`<p class="muted other-kind">Only for today? <a href="/new/story">Share to your story</a>
        instead.</p>`}
      ${drafts.length > 0 && html`
        <${Field} label="Caption" name="caption" multiline rows="4" maxlength=${LONGEST_CAPTION} value=${caption}
          onInput=${setCaption} hint=${captionHint(caption)} />
        <${LocationField} value=${place} errors=${errors} onChange=${setPlace} />
        <${FormMessage} text=${message} />
        <div class="share-bar">
          <p class="muted" role="status">${waitingFor(drafts)}</p>
          <button class="button" disabled=${!ready || busy}>${busy ? 'Sharing…' : 'Share'}</button>
        </div>`}
    </form>
  <//>`;
}

// A repeated press after an unclear failure sends the same key and makes no second post; a changed post gets a new one.
function keyFor(body, sent) {
  const text = JSON.stringify(body);
  if (sent.body !== text) {
    sent.body = text;
    sent.key = newKey();
  }
  return sent.key;
}

const captionHint = (caption) => (caption.length > LONGEST_CAPTION - 200
  ? `${LONGEST_CAPTION - caption.length} characters left`
  : '#hashtags and @mentions become part of the post.');

function waitingFor(drafts) {
  const failed = drafts.filter((draft) => draft.error);
  if (failed.length) {
    const what = counted(failed);
    const them = failed.length === 1 ? 'it' : 'them';
    if (failed.every((draft) => draft.final)) return `${what} cannot be posted. Remove ${them} to go on.`;
    return `${what} did not arrive. Try again or remove ${them}.`;
  }
  const open = drafts.filter((draft) => !draft.media);
  if (open.length) return `${counted(open)} ${open.length === 1 ? 'is' : 'are'} still on ${open.length === 1 ? 'its' : 'their'} way.`;
  return 'Ready to share.';
}

function counted(drafts) {
  const kinds = new Set(drafts.map((draft) => draft.kind));
  const [word] = kinds.size === 1 ? kinds : ['file'];
  return drafts.length === 1 ? `One ${word}` : `${drafts.length} ${word}s`;
}
