import { html, useRef, useState } from '../../vendor/htm-preact.js';
import { del, put } from '../http/api.js';
import { keepUser } from '../http/session.js';
import { ACCEPTED, refusal, upload } from '../media/upload.js';
import { Progress } from '../media/progress.js';
import { say, sayProblem } from '../shell/toast.js';
import { Avatar } from '../users/avatar.js';

export function AvatarSetting({ me }) {
  const [progress, setProgress] = useState(null);
  const [error, setError] = useState(null);
  const input = useRef(null);

  const choose = async (event) => {
    const file = event.target.files[0];
    event.target.value = '';
    if (!file) return;
    const refused = refusal(file);
    setError(refused);
    if (refused) return;
    try {
      const media = await upload(file, { onChange: setProgress });
      keepUser(await put('/users/me/avatar', { mediaId: media.id }));
      say('Profile picture changed.');
    } catch (problem) {
      setError(problem.message);
    } finally {
      setProgress(null);
    }
  };
  const remove = async () => {
    try {
      await del('/users/me/avatar');
      keepUser({ ...me, avatarUrl: null });
      say('Profile picture removed.');
    } catch (problem) {
      sayProblem(problem);
    }
  };

  return html`<div class="avatar-setting">
    <${Avatar} user=${me} size="large" />
    <div>
      <div class="row">
        <button type="button" class="button quiet" disabled=${progress !== null} onClick=${() => input.current.click()}>
          Change picture</button>
        ${me.avatarUrl && html`<button type="button" class="button plain" onClick=${remove}>Remove</button>`}
      </div>
      <input ref=${input} class="visually-hidden" type="file" accept=${ACCEPTED} onChange=${choose} tabindex="-1"
        aria-label="Profile picture file" />
      ${progress && html`<${Progress} ...${progress} label="Profile picture" />`}
      <div role="alert">${error && html`<p class="error">${error}</p>`}</div>
    </div>
  </div>`;
}
