import { html, useState } from '../../vendor/htm-preact.js';
import { ReportDialog } from '../moderation/report-dialog.js';
import { Confirm } from '../shell/dialog.js';
import { Menu } from '../shell/menu.js';
import { say, sayProblem } from '../shell/toast.js';
import { setBlocked, setMuted } from './shun.js';

/** What a person can do about another; onChange gets the user as they are now, onBlocked says that little is left of them. */
export function PersonMenu({ user, onChange, onBlocked }) {
  const [asking, setAsking] = useState(false);
  const [reporting, setReporting] = useState(false);
  const { username, viewer } = user;

  const mute = async (mutes) => {
    try {
      await setMuted(user, mutes);
      onChange({ ...user, viewer: { ...viewer, mutes } });
      say(mutes ? `Muted. Posts of @${username} stay out of your feed; they are not told.` : `@${username} is no longer muted.`);
    } catch (problem) {
      sayProblem(problem);
    }
  };
  const block = async () => {
    await setBlocked(user, true);
    say(`@${username} is blocked.`);
    onBlocked();
  };

  const items = [
    { icon: 'mute', label: viewer.mutes ? 'Unmute' : 'Mute', act: () => mute(!viewer.mutes) },
    { icon: 'block', label: 'Block', act: () => setAsking(true), danger: true },
    { icon: 'flag', label: 'Report', act: () => setReporting(true), danger: true },
  ];
  return html`<${Menu} label=${`More about ${username}`} items=${items} />
    ${asking && html`<${Confirm} title=${`Block ${username}?`} action="Block" danger
      text=${`You no longer follow each other. They cannot find your profile or see your photos, and you do not see what
        they post or comment. They are not told. You can unblock them at any time.`}
      onConfirm=${block} onClose=${() => setAsking(false)} />`}
    ${reporting && html`<${ReportDialog} kind="user" id=${user.id} what=${username}
      onClose=${() => setReporting(false)} />`}`;
}
