import { html, useEffect, useLayoutEffect, useRef, useState } from '../../vendor/htm-preact.js';
import { renewForPictures } from '../http/keep-alive.js';
import { decode } from './blurhash.js';

const GRAIN = 32;
const ATTEMPTS = 3;

/**
 * A photo over its blurhash, which shows until the photo has come and stays when it does not. The box has its final
 * shape (the photo's, a given one, or that of what it stands in) from the start, so that nothing moves. A photo that
 * fails is tried again twice, since a server that is just restarting is the usual reason.
 */
export function Picture({ media, sizes, shape, square = false, eager = false, onReady }) {
  const [loaded, setLoaded] = useState(false);
  const [attempt, setAttempt] = useState(1);
  const image = useRef(null);
  const timer = useRef(0);
  const { urls, width, height } = media;
  const came = () => {
    setLoaded(true);
    onReady?.();
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useLayoutEffect(() => {
    // From the cache it may be there before the listener is.
    if (image.current?.complete && image.current.naturalWidth) came();
  }, [attempt]);

  const failed = async () => {
    if (attempt === ATTEMPTS) return;
    await renewForPictures();
    if (image.current) timer.current = setTimeout(() => setAttempt(attempt + 1), attempt * 1000);
  };
  const candidates = [[urls.small, 320], [urls.medium, 640], [urls.large, 1080]]
    .map(([url, side]) => `${url} ${Math.max(1, Math.round(width * Math.min(1, side / Math.max(width, height))))}w`);
  const ratio = square ? undefined : { aspectRatio: String(shape ?? width / height) };

  return html`<span class=${`picture ${loaded ? 'loaded' : ''} ${square ? 'square' : ''}`} style=${ratio}>
    <${Blur} hash=${media.blurhash} />
    <img ref=${image} key=${attempt} sizes=${sizes} srcset=${candidates.join(', ')} src=${urls.medium}
      width=${width} height=${height} alt=${media.altText || 'Photo without a description'} decoding="async"
      loading=${eager ? 'eager' : 'lazy'} draggable=${false} onLoad=${came} onError=${failed} />
  </span>`;
}

export function Blur({ hash }) {
  const canvas = useRef(null);
  useLayoutEffect(() => {
    const pixels = decode(hash, GRAIN, GRAIN);
    if (pixels) canvas.current.getContext('2d').putImageData(new ImageData(pixels, GRAIN, GRAIN), 0, 0);
  }, [hash]);
  return html`<canvas ref=${canvas} width=${GRAIN} height=${GRAIN} aria-hidden="true"></canvas>`;
}
