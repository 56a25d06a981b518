import { html, useState } from '../../vendor/htm-preact.js';
import { del } from '../http/api.js';
import { forgetLists } from '../http/paged.js';
import { Confirm } from '../shell/dialog.js';
import { say, sayProblem } from '../shell/toast.js';
import { UserListDialog } from '../users/user-list-dialog.js';

/** Followers or following of a user; on my own lists with the button that takes someone off it. */
export function PeopleDialog({ user, which, mine, onClose, onCount }) {
  const [removing, setRemoving] = useState(null);
  const followers = which === 'followers';

  const gone = (person, list, words) => {
    list.remove(person.id);
    onCount(-1);
    forgetLists();
    say(words);
  };
  const remove = async ({ person, list }) => {
    await del(`/users/me/followers/${person.id}`);
    gone(person, list, `${person.username} no longer follows you.`);
  };
  const unfollow = async (person, list) => {
    await del(`/users/${person.id}/follow`);
    gone(person, list, `You no longer follow ${person.username}.`);
  };
  const action = (person, list) => (followers
    ? html`<button type="button" class="button quiet small" aria-label=${`Remove ${person.username}`}
        onClick=${() => setRemoving({ person, list })}>Remove</button>`
    : html`<button type="button" class="button quiet small" aria-label=${`Unfollow ${person.username}`}
        onClick=${() => unfollow(person, list).catch(sayProblem)}>Following</button>`);

  return html`<${UserListDialog} title=${followers ? 'Followers' : 'Following'} path=${`/users/${user.id}/${which}`}
    empty=${followers ? 'No followers yet' : 'Following no one yet'} action=${mine ? action : null} onClose=${onClose}>
    ${removing && html`<${Confirm} title=${`Remove ${removing.person.username}?`} action="Remove" danger
      text="They stop following you and are not told. On a private account they no longer see your photos."
      onConfirm=${() => remove(removing)} onClose=${() => setRemoving(null)} />`}
  <//>`;
}
