import { html, useState } from '../../vendor/htm-preact.js';
import { Field } from '../shell/field.js';
import { Icon } from '../shell/icons.js';

const DECIMALS = 5;

export const NOWHERE = { name: '', lat: '', lng: '' };

/** The location for the API, undefined for none, or errors by field. */
export function readLocation({ name, lat, lng }) {
  if (!name.trim() && !lat && !lng) return { location: undefined };
  const errors = {};
  if (!name.trim()) errors.place = 'Give the place a name.';
  if (!within(lat, 90)) errors.lat = 'A number from -90 to 90.';
  if (!within(lng, 180)) errors.lng = 'A number from -180 to 180.';
  if (Object.keys(errors).length) return { errors };
  return { location: { name: name.trim(), lat: Number(lat), lng: Number(lng) } };
}

const within = (text, most) => String(text).trim() !== '' && Math.abs(Number(text)) <= most;

export function LocationField({ value, errors, onChange }) {
  const [open, setOpen] = useState(value.name !== '');
  const [note, setNote] = useState(null);
  const set = (name) => (text) => onChange({ ...value, [name]: text });

  const locate = () => {
    setNote('Looking for your position…');
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      onChange({ ...value, lat: coords.latitude.toFixed(DECIMALS), lng: coords.longitude.toFixed(DECIMALS) });
      setNote(null);
    }, () => setNote('Your position could not be found. Type it in instead.'));
  };
  const close = () => {
    onChange(NOWHERE);
    setOpen(false);
  };

  if (!open) {
    return html`<button type="button" class="button quiet" onClick=${() => setOpen(true)}><${Icon} name="pin" size=${20} /> Add a
      location</button>`;
  }
  return html`<fieldset class="location">
    <legend>Location</legend>
    <${Field} label="Place" name="place" value=${value.name} onInput=${set('name')} error=${errors.place} maxlength="100"
      autofocus />
    <div class="pair">
      <${Field} label="Latitude" name="lat" inputmode="decimal" value=${value.lat} onInput=${set('lat')} error=${errors.lat} />
      <${Field} label="Longitude" name="lng" inputmode="decimal" value=${value.lng} onInput=${set('lng')} error=${errors.lng} />
    </div>
    <p role="status" class="hint">${note}</p>
    <div class="row">
      ${navigator.geolocation && html`<button type="button" class="button quiet small" onClick=${locate}>Use my position</button>`}
      <button type="button" class="button plain small" onClick=${close}>No location</button>
    </div>
  </fieldset>`;
}
