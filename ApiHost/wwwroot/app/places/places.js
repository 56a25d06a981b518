const KEPT = 100;

const places = new Map();

/** Keeps what was shown of places, so that a place's page has its name before its posts have come. */
export function rememberPlaces(all) {
  for (const place of all) {
    places.delete(place.id);
    places.set(place.id, place);
    if (places.size > KEPT) places.delete(places.keys().next().value);
  }
}

export const knownPlace = (id) => places.get(id) ?? null;
