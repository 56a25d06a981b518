import { html, useEffect, useState } from '../../vendor/htm-preact.js';
import { del, getPage } from '../http/api.js';
import { Confirm } from '../shell/dialog.js';
import { Icon } from '../shell/icons.js';
import { UserListDialog } from '../users/user-list-dialog.js';

const COUNTED = 100;

/** What the author has under a story: who saw it, and the way to take it back. */
export function OwnFoot({ item, onBusy, onRemoved }) {
  const [open, setOpen] = useState(null);
  const [viewers, setViewers] = useState(null);
  const path = `/stories/${item.id}/viewers`;
  useEffect(() => {
    const aborter = new AbortController();
    getPage(path, { limit: COUNTED, signal: aborter.signal })
      .then(({ items, hasMore }) => setViewers(hasMore ? `${COUNTED}+` : items.length), () => null);
    return () => aborter.abort();
  }, [item.id]);

  const show = (what) => {
    setOpen(what);
    onBusy(what !== null);
  };
  const remove = async () => {
    await del(`/stories/${item.id}`);
    onRemoved();
  };

  return html`<div class="story-foot">
    <button type="button" class="button story-button" onClick=${() => show('viewers')}><${Icon} name="eye" size=${20} />
      ${viewers === null ? 'Viewers' : `Seen by ${viewers}`}</button>
    <button type="button" class="icon-button" aria-label="Delete story" onClick=${() => show('delete')}>
      <${Icon} name="trash" size=${22} /></button>
    ${open === 'viewers' && html`<${UserListDialog} title="Seen by" path=${path} empty="No one yet" onClose=${() => show(null)} />`}
    ${open === 'delete' && html`<${Confirm} title="Delete this story?" action="Delete" danger
      text="It is gone for everyone at once. This cannot be undone." onConfirm=${remove} onClose=${() => show(null)} />`}
  </div>`;
}
