import { html, useEffect, useRef, useState } from '../../vendor/htm-preact.js';
import { renewForPictures } from '../http/keep-alive.js';
import { Blur } from './picture.js';

const ATTEMPTS = 2;
const PLAYS_FROM_SHARE = 0.6;
const LOADS_FROM_MARGIN = '400px';

/**
 * A video over its blurhash, with the browser's own controls. It plays without sound while most of it is on the screen,
 * unless the person has stopped it or wants less motion. Nothing of it is loaded before it comes near the screen.
 */
export function Video({ media, shape, square = false, eager = false }) {
  const [near, setNear] = useState(eager);
  const [attempt, setAttempt] = useState(1);
  const video = useRef(null);
  const stopped = useRef(matchMedia('(prefers-reduced-motion: reduce)').matches);
  const { urls, width, height } = media;

  useEffect(() => {
    const watcher = new IntersectionObserver(([seen]) => seen.isIntersecting && setNear(true), { rootMargin: LOADS_FROM_MARGIN });
    watcher.observe(video.current);
    return () => watcher.disconnect();
  }, [attempt]);
  useEffect(() => {
    // The attribute alone is no property here, and a video with sound may not start by itself.
    video.current.muted = true;
    const watcher = new IntersectionObserver(([seen]) => {
      const shown = seen.intersectionRatio >= PLAYS_FROM_SHARE;
      if (shown && !stopped.current) video.current?.play().catch(() => {});
      if (!shown) pauseByItself(video.current);
    }, { threshold: [0, PLAYS_FROM_SHARE] });
    if (near) watcher.observe(video.current);
    return () => watcher.disconnect();
  }, [near, attempt]);

  const paused = () => {
    if (!video.current.ended && !video.current.dataset.away) stopped.current = true;
    delete video.current.dataset.away;
  };
  const failed = async () => {
    if (attempt === ATTEMPTS) return;
    await renewForPictures();
    if (video.current) setAttempt(attempt + 1);
  };
  const ratio = square ? undefined : { aspectRatio: String(shape ?? width / height) };

  return html`<span class=${`picture loaded ${square ? 'square' : ''}`} style=${ratio}>
    <${Blur} hash=${media.blurhash} />
    <video ref=${video} key=${attempt} src=${near ? `/media/${media.id}/video` : undefined} poster=${near ? urls.large : undefined}
      width=${width} height=${height} aria-label=${media.altText || 'Video without a description'} muted loop playsinline controls
      preload="none" tabindex="0" onPause=${paused} onPlay=${() => { stopped.current = false; }} onError=${failed}></video>
  </span>`;
}

function pauseByItself(video) {
  if (!video || video.paused) return;
  video.dataset.away = 'yes';
  video.pause();
}
