import { html, useState } from '../../vendor/htm-preact.js';
import { forgetLists } from '../http/paged.js';
import { keepUser, session } from '../http/session.js';
import { Confirm } from '../shell/dialog.js';
import { Icon } from '../shell/icons.js';
import { go, place } from '../shell/router.js';
import { say } from '../shell/toast.js';
import { EditDialog } from './edit-dialog.js';
import { deletePost } from './posts.js';

/** What the author can do with a post. */
export function PostMenu({ post }) {
  const [asking, setAsking] = useState(false);
  const [editing, setEditing] = useState(false);
  const remove = async () => {
    await deletePost(post.id);
    forgetLists();
    const { user } = session.get();
    keepUser({ ...user, postCount: Math.max(0, user.postCount - 1) });
    say('Post deleted.');
    if (place.get().path === `/p/${post.id}`) go(`/u/${post.author.username}`, { replace: true });
  };
  return html`<button type="button" class="icon-button" aria-label="Edit post" title="Edit post"
      onClick=${() => setEditing(true)}><${Icon} name="pencil" size=${20} /></button>
    <button type="button" class="icon-button" aria-label="Delete post" title="Delete post"
      onClick=${() => setAsking(true)}><${Icon} name="trash" size=${20} /></button>
    ${editing && html`<${EditDialog} post=${post} onClose=${() => setEditing(false)} />`}
    ${asking && html`<${Confirm} title="Delete this post?" action="Delete" danger
      text=${`The ${post.media.length > 1 ? 'photos and their' : 'photo and its'} likes are gone for everyone. This cannot be undone.`}
      onConfirm=${remove} onClose=${() => setAsking(false)} />`}`;
}
