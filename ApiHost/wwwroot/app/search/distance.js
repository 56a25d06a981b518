const EARTH_KILOMETRES = 6371;

const radians = (degrees) => (degrees * Math.PI) / 180;

/** Kilometres between two points on the earth, by the haversine formula. */
export function distance(one, other) {
  const north = Math.sin(radians(other.lat - one.lat) / 2) ** 2;
  const east = Math.sin(radians(other.lng - one.lng) / 2) ** 2;
  const share = north + Math.cos(radians(one.lat)) * Math.cos(radians(other.lat)) * east;
  return 2 * EARTH_KILOMETRES * Math.asin(Math.min(1, Math.sqrt(share)));
}

const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export function inWords(kilometres) {
  if (kilometres < 1) return `${Math.max(1, Math.round(kilometres * 10)) * 100} m away`;
  return `${kilometres < 10 ? kilometres.toFixed(1) : plain.format(kilometres)} km away`;
}
