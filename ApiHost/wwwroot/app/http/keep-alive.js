// Pictures carry the session in a cookie that ends with the access token, and an <img> cannot renew it when it is
// refused. So the session of a tab that is looked at is renewed before it ends, and when a picture fails anyway (a
// cookie does not survive the browser's restart, the tokens do) it is renewed once before the picture is tried again.
import { renew, session } from './session.js';

const EARLY_SHARE = 0.2;
const AGAIN_AFTER_MILLISECONDS = 60_000;
const LONGEST_TIMER_MILLISECONDS = 2 ** 31 - 1;

let timer = 0;
let renewedForPicturesAt = 0;

function watch() {
  clearTimeout(timer);
  const { expiresAt, lifetime } = session.get() ?? {};
  if (!expiresAt || document.hidden) return;
  const left = expiresAt - lifetime * EARLY_SHARE - Date.now();
  timer = setTimeout(renewNow, Math.min(LONGEST_TIMER_MILLISECONDS, Math.max(0, left)));
}

function renewNow() {
  const token = session.get()?.accessToken;
  // A server that cannot be reached now is asked again by the next call of the API.
  return token ? renew(token).catch(() => null) : Promise.resolve(null);
}

export async function renewForPictures() {
  if (!session.get() || Date.now() - renewedForPicturesAt < AGAIN_AFTER_MILLISECONDS) return;
  renewedForPicturesAt = Date.now();
  await renewNow();
}

session.follow(watch);
document.addEventListener('visibilitychange', watch);
watch();
