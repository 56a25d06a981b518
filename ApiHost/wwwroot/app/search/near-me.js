import { html, useState } from '../../vendor/htm-preact.js';
import { Icon } from '../shell/icons.js';

const DECIMALS = 3;
const PATIENCE_MILLISECONDS = 10_000;

/** Asks for the position when it is pressed, never before; a hundred metres are near enough to know. */
export function NearMe({ near, onChange }) {
  const [note, setNote] = useState(null);
  const locate = () => {
    setNote('Looking for your position…');
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      setNote(null);
      onChange({ lat: Number(coords.latitude.toFixed(DECIMALS)), lng: Number(coords.longitude.toFixed(DECIMALS)) });
    }, () => setNote('Your position could not be found.'), { timeout: PATIENCE_MILLISECONDS, maximumAge: 60_000 });
  };
  if (!navigator.geolocation) return null;
  return html`<div class="near-me">
    <button type="button" class=${`chip ${near ? 'on' : ''}`} aria-pressed=${near ? 'true' : 'false'}
      onClick=${() => (near ? onChange(null) : locate())}><${Icon} name="near" size=${16} /> Near me</button>
    <span class="muted" role="status">${note}</span>
  </div>`;
}
