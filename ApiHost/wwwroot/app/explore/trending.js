import { html, useEffect, useState } from '../../vendor/htm-preact.js';
import { getPage } from '../http/api.js';
import { Icon } from '../shell/icons.js';
import { tagPath } from '../shell/rich-text.js';
import { Bone } from '../shell/states.js';

const SHOWN = 12;

/** What many people are posting about; a page without it is whole too, so a failure stays silent. */
export function Trending() {
  const [tags, setTags] = useState(null);
  useEffect(() => {
    const aborter = new AbortController();
    getPage('/trending/hashtags', { limit: SHOWN, signal: aborter.signal })
      .then((page) => setTags(page.items.map((item) => item.tag)), () => { if (!aborter.signal.aborted) setTags([]); });
    return () => aborter.abort();
  }, []);

  if (tags === null) {
    return html`<div class="trending" aria-hidden="true">${Array.from({ length: 5 }, (_, index) =>
      html`<${Bone} key=${index} kind="chip" />`)}</div>`;
  }
  // The row keeps its height when nothing is trending: the photos below do not jump.
  return html`<section class="trending" aria-label="Trending hashtags">
    ${tags.length === 0 && html`<p class="muted">No hashtag is trending right now.</p>`}
    ${tags.map((tag) => html`<a class="chip" key=${tag} href=${tagPath(tag)}><${Icon} name="hash" size=${16} />${tag}</a>`)}
  </section>`;
}
