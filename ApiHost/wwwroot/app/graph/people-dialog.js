import { html, useState } from '../../vendor/htm-preact.js';
import { del, getPage } from '../http/api.js';
import { usePaged, forgetLists } from '../http/paged.js';
import { Confirm, Dialog } from '../shell/dialog.js';
import { Empty, Failed, ListEnd } from '../shell/states.js';
import { say, sayProblem } from '../shell/toast.js';
import { UserRow, UserRowBones } from '../users/user-row.js';

/** Followers or following of a user; on my own lists with the button that takes someone off it. */
export function PeopleDialog({ user, which, mine, onClose, onCount }) {
  const path = `/users/${user.id}/${which}`;
  const list = usePaged(path, (cursor, signal) => getPage(path, { cursor, limit: 30, signal }));
  const [removing, setRemoving] = useState(null);

  const gone = (person, words) => {
    list.remove(person.id);
    onCount(-1);
    forgetLists();
    say(words);
  };
  const remove = async (person) => {
    await del(`/users/me/followers/${person.id}`);
    gone(person, `${person.username} no longer follows you.`);
  };
  const unfollow = async (person) => {
    await del(`/users/${person.id}/follow`);
    gone(person, `You no longer follow ${person.username}.`);
  };

  const rows = list.items.map((person) => html`<${UserRow} key=${person.id} user=${person} onGo=${onClose}>
    ${mine && which === 'followers' && html`<button type="button" class="button quiet small"
      aria-label=${`Remove ${person.username}`} onClick=${() => setRemoving(person)}>Remove</button>`}
    ${mine && which === 'following' && html`<button type="button" class="button quiet small"
      aria-label=${`Unfollow ${person.username}`} onClick=${() => unfollow(person).catch(sayProblem)}>Following</button>`}
  <//>`);

  return html`<${Dialog} title=${which === 'followers' ? 'Followers' : 'Following'} onClose=${onClose} kind="people">
    <div class="scroll" tabindex="-1">
      ${list.problem && !list.items.length && html`<${Failed} problem=${list.problem} onRetry=${list.retry} />`}
      ${!list.hasMore && !list.items.length && html`<${Empty} icon="person"
        title=${which === 'followers' ? 'No followers yet' : 'Following no one yet'} />`}
      <ul class="user-list">${rows}</ul>
      <${ListEnd} list=${list} skeleton=${html`<${UserRowBones} />`} />
    </div>
    ${removing && html`<${Confirm} title=${`Remove ${removing.username}?`} action="Remove" danger
      text="They stop following you and are not told. On a private account they no longer see your photos."
      onConfirm=${() => remove(removing)} onClose=${() => setRemoving(null)} />`}
  <//>`;
}
