import { html, useState } from '../../vendor/htm-preact.js';
import { del, post } from '../http/api.js';
import { forgetLists } from '../http/paged.js';
import { session } from '../http/session.js';
import { withNext } from '../accounts/login-page.js';
import { Confirm } from '../shell/dialog.js';
import { place } from '../shell/router.js';
import { sayProblem } from '../shell/toast.js';

const IN = { follows: true, requested: false };
const ASKED = { follows: false, requested: true };
const OUT = { follows: false, requested: false };

/**
 * Follow, Requested or Following. Shows the new state at once and takes it back when the server refuses;
 * onChange gets the user as they are now.
 */
export function FollowButton({ user, onChange }) {
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  if (!session.get()) {
    return html`<a class="button" href=${withNext('/login', place.get().path)}>Follow</a>`;
  }
  const { follows, requested, followedBy } = user.viewer;

  const change = async (expected, send) => {
    setBusy(true);
    onChange(withViewer(user, expected));
    try {
      onChange(withViewer(user, await send()));
      forgetLists();
    } catch (problem) {
      onChange(user);
      throw problem;
    } finally {
      setBusy(false);
    }
  };
  const follow = () => change(user.isPrivate ? ASKED : IN, async () => {
    const answer = await post(`/users/${user.id}/follow`);
    return answer?.status === 'requested' ? ASKED : IN;
  }).catch(sayProblem);
  const unfollow = () => change(OUT, async () => {
    await del(`/users/${user.id}/follow`);
    return OUT;
  });

  if (follows) {
    return html`<button type="button" class="button quiet" disabled=${busy} aria-label=${`Unfollow ${user.username}`}
        onClick=${() => (user.isPrivate ? setAsking(true) : unfollow().catch(sayProblem))}>Following</button>
      ${asking && html`<${Confirm} title=${`Unfollow ${user.username}?`} action="Unfollow"
        text="Their account is private. To see their photos again you would have to ask again."
        onConfirm=${unfollow} onClose=${() => setAsking(false)} />`}`;
  }
  if (requested) {
    return html`<button type="button" class="button quiet" disabled=${busy} onClick=${() => unfollow().catch(sayProblem)}
      aria-label=${`Requested. Take back the request to follow ${user.username}`}>Requested</button>`;
  }
  return html`<button type="button" class="button" disabled=${busy} onClick=${follow}
    aria-label=${`${followedBy ? 'Follow back' : 'Follow'} ${user.username}`}>${followedBy ? 'Follow back' : 'Follow'}</button>`;
}

function withViewer(user, change) {
  const viewer = { ...user.viewer, ...change };
  const delta = Number(viewer.follows) - Number(user.viewer.follows);
  return { ...user, viewer, followerCount: user.followerCount + delta };
}
