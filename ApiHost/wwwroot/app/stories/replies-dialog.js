import { html } from '../../vendor/htm-preact.js';
import { getPage } from '../http/api.js';
import { usePaged } from '../http/paged.js';
import { Dialog } from '../shell/dialog.js';
import { ago, fullTime, useNow } from '../shell/format.js';
import { RichText } from '../shell/rich-text.js';
import { Empty, Failed, ListEnd } from '../shell/states.js';
import { Avatar } from '../users/avatar.js';
import { UserRowBones } from '../users/user-row.js';

/** What people answered to a story; only its author sees it, as long as the story lives. */
export function RepliesDialog({ item, onClose }) {
  const path = `/stories/${item.id}/replies`;
  const list = usePaged(path, (cursor, signal) => getPage(path, { cursor, signal }));
  const now = useNow();
  return html`<${Dialog} title="Replies" onClose=${onClose} kind="people">
    <div class="scroll" tabindex="-1">
      ${list.problem && !list.items.length && html`<${Failed} problem=${list.problem} onRetry=${list.retry} />`}
      ${!list.hasMore && !list.items.length && html`<${Empty} icon="comment" title="No replies yet" />`}
      <ul>${list.items.map(({ id, user, text, createdAt }) => html`<li class="story-reply" key=${id}>
        <${Avatar} user=${user} />
        <div>
          <p class="muted"><a class="username" href=${`/u/${user.username}`} onClick=${onClose}>${user.username}</a>
            ${' '}<time datetime=${createdAt} title=${fullTime(createdAt)}>${ago(createdAt, now)}</time></p>
          <p class="comment-text"><${RichText} text=${text} /></p>
        </div>
      </li>`)}</ul>
      <${ListEnd} list=${list} skeleton=${html`<${UserRowBones} />`} />
    </div>
  <//>`;
}
