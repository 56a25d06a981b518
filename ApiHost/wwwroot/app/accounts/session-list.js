import { html, useState } from '../../vendor/htm-preact.js';
import { del, getPage } from '../http/api.js';
import { usePaged } from '../http/paged.js';
import { ago, fullTime, useNow } from '../shell/format.js';
import { useNextRow } from '../shell/next-row.js';
import { Bone, Failed, ListEnd } from '../shell/states.js';
import { say, sayProblem } from '../shell/toast.js';

const PATH = '/auth/sessions';
const LONGEST_NAME = 60;

// The first that is named decides: every browser names those that it wants to be taken for as well.
const BROWSERS = [['Edg', 'Edge'], ['OPR', 'Opera'], ['Firefox', 'Firefox'], ['Chrome', 'Chrome'], ['Safari', 'Safari']];
const SYSTEMS = [['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Android', 'Android'], ['Windows', 'Windows'], ['Mac OS X', 'Mac'],
  ['Linux', 'Linux']];

export function SessionList() {
  const list = usePaged(PATH, (cursor, signal) => getPage(PATH, { cursor, signal }));
  const { rows, leave } = useNextRow(list.items.length);
  const [busy, setBusy] = useState(null);
  const now = useNow();

  const end = async (one) => {
    setBusy(one.id);
    try {
      await del(`${PATH}/${one.id}`);
      leave(list.items.indexOf(one));
      list.remove(one.id);
      say('That device is logged out.');
    } catch (problem) {
      sayProblem(problem);
    } finally {
      setBusy(null);
    }
  };

  return html`${list.problem && !list.items.length && html`<${Failed} problem=${list.problem} onRetry=${list.retry} />`}
    <ul class="user-list" ref=${rows}>${list.items.map((one) => html`<li class="user-row session-row" key=${one.id}>
      <span class="user-names"><span class="username">${nameOf(one.userAgent)}</span>
        <span class="muted" title=${fullTime(one.createdAt)}>${one.current ? 'This device' : `Last seen ${ago(one.lastSeenAt, now)}`}</span></span>
      ${!one.current && html`<button type="button" class="button quiet small" disabled=${busy === one.id}
        aria-label=${`Log out ${nameOf(one.userAgent)}`} onClick=${() => end(one)}>Log out</button>`}
    </li>`)}</ul>
    <${ListEnd} list=${list} skeleton=${html`<div class="user-row"><${Bone} kind="line" /></div>`} />`;
}

function nameOf(userAgent) {
  const of = (names) => names.find(([part]) => userAgent.includes(part))?.[1];
  const [browser, system] = [of(BROWSERS), of(SYSTEMS)];
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? system ?? (userAgent.slice(0, LONGEST_NAME) || 'Unknown device');
}
