import { html, useRef, useState } from '../../vendor/htm-preact.js';
import { Icon } from '../shell/icons.js';
import { Picture } from '../media/picture.js';
import { Video } from '../media/video.js';

// What fits a feed: a taller photo is cropped there, and shown whole (up to a phone's shape) on its own page.
const TALLEST = 4 / 5;
const TALLEST_WHOLE = 9 / 16;
const WIDEST = 1.91;

/** The photos and videos of a post side by side; swiped, scrolled, or moved with the arrow keys and buttons. */
export function Carousel({ media, sizes, eager, name, whole = false }) {
  const strip = useRef(null);
  const [at, setAt] = useState(0);
  // All photos share the first one's shape.
  const shape = Math.min(WIDEST, Math.max(whole ? TALLEST_WHOLE : TALLEST, media[0].width / media[0].height));
  if (media.length === 1) {
    return html`<div class="frame"><${Medium} media=${media[0]} sizes=${sizes} eager=${eager} shape=${shape} /></div>`;
  }

  const show = (index) => {
    const to = Math.max(0, Math.min(media.length - 1, index));
    strip.current.scrollTo({ left: to * strip.current.clientWidth, behavior: calm() ? 'instant' : 'smooth' });
    setAt(to);
  };
  const scrolled = () => setAt(Math.round(strip.current.scrollLeft / strip.current.clientWidth));
  const key = (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    // In a video's own controls the arrows wind it.
    if (!step || event.target.closest('video')) return;
    event.preventDefault();
    show(at + step);
  };

  return html`<div class="frame carousel" role="group" aria-roledescription="carousel" aria-label=${name} onKeyDown=${key}>
    <div class="strip" ref=${strip} tabindex="0" onScroll=${scrolled} aria-label="Photos" role="group"
      style=${{ aspectRatio: String(shape) }}>
      ${media.map((one, index) => html`<div class="slide" key=${one.id} role="group" aria-roledescription="slide"
        aria-label=${`${index + 1} of ${media.length}`}>
        <${Medium} media=${one} sizes=${sizes} eager=${eager && index === 0} square />
      </div>`)}
    </div>
    <span class="position" aria-live="polite"><span class="visually-hidden">Photo </span>${at + 1}/${media.length}</span>
    ${at > 0 && html`<button type="button" class="step before" aria-label="Previous photo" onClick=${() => show(at - 1)}>
      <${Icon} name="left" size=${20} /></button>`}
    ${at < media.length - 1 && html`<button type="button" class="step after" aria-label="Next photo" onClick=${() => show(at + 1)}>
      <${Icon} name="right" size=${20} /></button>`}
    <span class="dots" aria-hidden="true">${media.map((one, index) => html`<i key=${one.id} class=${index === at ? 'on' : ''} />`)}</span>
  </div>`;
}

const Medium = (props) => html`<${props.media.kind === 'video' ? Video : Picture} ...${props} />`;

const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
