import { useEffect, useState } from '../../vendor/htm-preact.js';

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const plain = new Intl.NumberFormat('en');
const long = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short' });
const day = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric' });
const dayAndYear = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', year: 'numeric' });

/** 950, 9,500, 12.3K, 4.1M. */
export const count = (number) => (number < 10_000 ? plain : compact).format(number);

export const counted = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

export const fullTime = (iso) => long.format(new Date(iso));

/** now, 5m, 3h, 6d, then the date. */
export function ago(iso, now = Date.now()) {
  const then = new Date(iso);
  const minutes = Math.floor((now - then) / 60_000);
  if (minutes < 1) return 'now';
  if (minutes < 60) return `${minutes}m`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)}h`;
  if (minutes < 7 * 24 * 60) return `${Math.floor(minutes / (24 * 60))}d`;
  return (then.getFullYear() === new Date(now).getFullYear() ? day : dayAndYear).format(then);
}

/** The current time, moving every half minute, for what is shown relative to it. */
export function useNow() {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

const megabytes = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

export const fileSize = (bytes) => (bytes < 1024 * 1024
  ? `${Math.max(1, Math.round(bytes / 1024))} KB`
  : `${megabytes.format(bytes / 1024 / 1024)} MB`);
