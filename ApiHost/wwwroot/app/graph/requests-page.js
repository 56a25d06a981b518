import { html, useState } from '../../vendor/htm-preact.js';
import { getPage, post } from '../http/api.js';
import { forgetLists, usePaged } from '../http/paged.js';
import { keepUser, session } from '../http/session.js';
import { useNextRow } from '../shell/next-row.js';
import { Page } from '../shell/page.js';
import { Empty, Failed, ListEnd } from '../shell/states.js';
import { useStore } from '../shell/store.js';
import { say, sayProblem } from '../shell/toast.js';
import { UserRow, UserRowBones } from '../users/user-row.js';
import { refreshWaiting } from './requests.js';

export function RequestsPage() {
  const me = useStore(session)?.user;
  const list = usePaged('/follow-requests', (cursor, signal) => getPage('/follow-requests', { cursor, signal }));
  const { rows, leave } = useNextRow(list.items.length);
  const [answering, setAnswering] = useState(null);

  const answer = async (person, verb, words) => {
    const index = list.items.indexOf(person);
    setAnswering(person.id);
    try {
      await post(`/follow-requests/${person.id}/${verb}`);
      leave(index);
      list.remove(person.id);
      if (verb === 'approve') keepUser({ ...me, followerCount: me.followerCount + 1 });
      forgetLists();
      say(words);
      refreshWaiting({ now: true });
    } catch (problem) {
      sayProblem(problem);
    } finally {
      setAnswering(null);
    }
  };

  const nothing = !list.hasMore && !list.loading && !list.items.length;
  return html`<${Page} title="Follow requests" kind="narrow">
    ${list.problem && !list.items.length && html`<${Failed} problem=${list.problem} onRetry=${list.retry} />`}
    ${nothing && me?.isPrivate && html`<${Empty} icon="requests" title="No one is waiting"
      text="People who ask to follow you appear here." />`}
    ${nothing && !me?.isPrivate && html`<${Empty} icon="requests" title="Your account is public"
      text="Anyone can follow you without asking. To approve your followers first, make your account private.">
      <a class="button quiet" href="/settings">Open settings</a>
    <//>`}
    <ul class="user-list card-list" ref=${rows}>${list.items.map((person) => html`<${UserRow} key=${person.id} user=${person}>
      <button type="button" class="button small" disabled=${answering === person.id} aria-label=${`Approve ${person.username}`}
        onClick=${() => answer(person, 'approve', `${person.username} follows you now.`)}>Approve</button>
      <button type="button" class="button quiet small" disabled=${answering === person.id}
        aria-label=${`Reject ${person.username}`}
        onClick=${() => answer(person, 'reject', `The request of ${person.username} is gone.`)}>Reject</button>
    <//>`)}</ul>
    <${ListEnd} list=${list} skeleton=${html`<${UserRowBones} />`} />
  <//>`;
}
