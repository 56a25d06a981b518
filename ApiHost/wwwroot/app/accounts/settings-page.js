import { html, useState } from '../../vendor/htm-preact.js';
import { patch, post } from '../http/api.js';
import { end, keepUser, session } from '../http/session.js';
import { forgetLists } from '../http/paged.js';
import { Confirm } from '../shell/dialog.js';
import { Field, FormMessage, useForm } from '../shell/field.js';
import { Icon } from '../shell/icons.js';
import { Page } from '../shell/page.js';
import { go } from '../shell/router.js';
import { useStore } from '../shell/store.js';
import { choose, theme } from '../shell/theme.js';
import { say, sayProblem } from '../shell/toast.js';
import { AvatarSetting } from './avatar-setting.js';

export function SettingsPage() {
  const me = useStore(session)?.user;
  if (!me) return null;
  return html`<${Page} title="Settings" kind="narrow" backTo=${`/u/${me.username}`}>
    <section class="card" aria-labelledby="settings-profile">
      <h2 id="settings-profile">Profile</h2>
      <${AvatarSetting} me=${me} />
      <${ProfileForm} me=${me} key=${me.id} />
    </section>
    <section class="card" aria-labelledby="settings-privacy">
      <h2 id="settings-privacy">Privacy</h2>
      <${PrivacySwitch} me=${me} />
      <a class="settings-link" href="/settings/blocked">Blocked and muted accounts <${Icon} name="right" size=${20} /></a>
    </section>
    <section class="card" aria-labelledby="settings-appearance">
      <h2 id="settings-appearance">Appearance</h2>
      <${ThemeChoice} />
    </section>
    <section class="card" aria-labelledby="settings-account">
      <h2 id="settings-account">Account</h2>
      <p class="muted">You are logged in as <strong>@${me.username}</strong>.</p>
      <button type="button" class="button quiet" onClick=${logOut}><${Icon} name="leave" size=${20} /> Log out</button>
      <a class="settings-link" href="/settings/account">Devices, password, your data, deletion <${Icon} name="right" size=${20} /></a>
    </section>
  <//>`;
}

async function logOut() {
  try {
    await post('/auth/logout');
  } catch (problem) {
    // A session that is dead already is as logged out as it gets; an unreachable server would keep it alive.
    if (problem.status !== 401) return sayProblem(problem);
  }
  end('logout');
  go('/', { replace: true });
  return undefined;
}

function ProfileForm({ me }) {
  const form = useForm({ displayName: me.displayName ?? '', bio: me.bio ?? '' }, async (values) => {
    keepUser(await patch('/users/me', { displayName: values.displayName.trim(), bio: values.bio.trim() }));
    say('Profile saved.');
  });
  return html`<form onSubmit=${form.submit} ref=${form.form}>
    <${FormMessage} text=${form.message} />
    <${Field} label="Name" maxlength="100" autocomplete="name" ...${form.bind('displayName')} />
    <${Field} label="Bio" multiline rows="4" maxlength="500" ...${form.bind('bio')}
      hint=${`${form.values.bio.length} of 500 characters`} />
    <button class="button" disabled=${form.busy}>${form.busy ? 'Saving…' : 'Save'}</button>
  </form>`;
}

function PrivacySwitch({ me }) {
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const change = async (isPrivate) => {
    setBusy(true);
    try {
      keepUser(await patch('/users/me', { isPrivate }));
      forgetLists();
      say(isPrivate ? 'Your account is private now.' : 'Your account is public now.');
    } finally {
      setBusy(false);
    }
  };
  const flip = () => (me.isPrivate ? setAsking(true) : change(true).catch(sayProblem));

  return html`<div class="switch-row">
    <div>
      <p id="private-label">Private account</p>
      <p class="hint" id="private-hint">Only people you approve see your photos, your followers and whom you follow.
        Everyone sees your name, picture and bio.</p>
    </div>
    <button type="button" class="switch" role="switch" aria-checked=${me.isPrivate ? 'true' : 'false'}
      aria-labelledby="private-label" aria-describedby="private-hint" disabled=${busy} onClick=${flip}><span></span></button>
    ${asking && html`<${Confirm} title="Make your account public?" action="Make public"
      text="Everyone will see your photos, and everyone who has asked to follow you will be approved."
      onConfirm=${() => change(false)} onClose=${() => setAsking(false)} />`}
  </div>`;
}

function ThemeChoice() {
  const chosen = useStore(theme);
  const option = (value, label) => html`<label class="segment">
    <input type="radio" name="theme" value=${value} checked=${chosen === value} onChange=${() => choose(value)} />
    <span>${label}</span>
  </label>`;
  return html`<fieldset class="segments"><legend class="visually-hidden">Theme</legend>
    ${option('system', 'System')}${option('light', 'Light')}${option('dark', 'Dark')}
  </fieldset>`;
}
