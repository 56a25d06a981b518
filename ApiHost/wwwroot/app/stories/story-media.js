import { html, useEffect, useRef } from '../../vendor/htm-preact.js';
import { Picture } from '../media/picture.js';

/** What a story shows, whole, over its blurhash. onReady says that it is there. */
export function StoryMedia({ media, author, running, onReady }) {
  // One's own story may be there before its photo is: it is made of it as soon as that is ready.
  if (!media.width) return html`<p class="story-waits" role="status">This story is still being processed.</p>`;
  const described = { ...media, altText: media.altText || `Story by ${author.username}` };
  if (media.kind !== 'video') {
    return html`<${Picture} media=${described} square eager sizes="(min-width: 700px) 500px, 100vw" onReady=${onReady} />`;
  }
  return html`<${Picture} media=${described} square eager sizes="(min-width: 700px) 500px, 100vw" />
    <${Film} media=${described} running=${running} onReady=${onReady} />`;
}

function Film({ media, running, onReady }) {
  const video = useRef(null);
  useEffect(() => {
    if (running) video.current.play().catch(() => null);
    else video.current.pause();
  }, [running]);
  return html`<video ref=${video} src=${`/media/${media.id}/video`} aria-label=${media.altText} playsinline muted preload="auto"
    disablepictureinpicture onCanPlay=${onReady}></video>`;
}
