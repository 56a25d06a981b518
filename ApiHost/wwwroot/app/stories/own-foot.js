import { html, useEffect, useState } from '../../vendor/htm-preact.js';
import { del, getPage } from '../http/api.js';
import { Confirm } from '../shell/dialog.js';
import { Icon } from '../shell/icons.js';
import { UserListDialog } from '../users/user-list-dialog.js';
import { RepliesDialog } from './replies-dialog.js';

const COUNTED = 100;

/** What the author has under a story: who saw it, who answered, and the way to take it back. */
export function OwnFoot({ item, onBusy, onRemoved }) {
  const [open, setOpen] = useState(null);
  const viewers = useAmount(`/stories/${item.id}/viewers`);
  const replies = useAmount(`/stories/${item.id}/replies`);

  const show = (what) => {
    setOpen(what);
    onBusy(what !== null);
  };
  const remove = async () => {
    await del(`/stories/${item.id}`);
    onRemoved();
  };
  const close = () => show(null);

  return html`<div class="story-foot">
    <div class="row">
      <button type="button" class="button story-button" onClick=${() => show('viewers')}><${Icon} name="eye" size=${20} />
        ${viewers === null ? 'Viewers' : `Seen by ${viewers}`}</button>
      <button type="button" class="button story-button" onClick=${() => show('replies')}
        aria-label=${replies === null ? 'Replies' : `Replies: ${replies}`}>
        <${Icon} name="comment" size=${20} />${replies}</button>
    </div>
    <button type="button" class="icon-button" aria-label="Delete story" onClick=${() => show('delete')}>
      <${Icon} name="trash" size=${22} /></button>
    ${open === 'viewers' && html`<${UserListDialog} title="Seen by" path=${`/stories/${item.id}/viewers`} empty="No one yet"
      onClose=${close} />`}
    ${open === 'replies' && html`<${RepliesDialog} item=${item} onClose=${close} />`}
    ${open === 'delete' && html`<${Confirm} title="Delete this story?" action="Delete" danger
      text="It is gone for everyone at once. This cannot be undone." onConfirm=${remove} onClose=${close} />`}
  </div>`;
}

/** How long a list is: null until it is known, then a number, or '100+'. */
function useAmount(path) {
  const [amount, setAmount] = useState(null);
  useEffect(() => {
    const aborter = new AbortController();
    getPage(path, { limit: COUNTED, signal: aborter.signal })
      .then(({ items, hasMore }) => setAmount(hasMore ? `${COUNTED}+` : items.length), () => null);
    return () => aborter.abort();
  }, [path]);
  return amount;
}
