import { html, useEffect } from '../../vendor/htm-preact.js';
import { PostGrid, usePostList } from '../posts/post-list.js';
import { Icon } from '../shell/icons.js';
import { Page } from '../shell/page.js';
import { Empty } from '../shell/states.js';
import { Trending } from './trending.js';

export function ExplorePage() {
  const list = usePostList('/explore');

  // A press on Explore while there: back to the top, with other photos.
  useEffect(() => {
    const again = (event) => {
      if (event.detail !== '/explore') return;
      scrollTo({ top: 0 });
      list.reload();
    };
    addEventListener('again', again);
    return () => removeEventListener('again', again);
  }, []);

  return html`<${Page} title="Explore" kind="wide explore">
    <a class="search-link" href="/search"><${Icon} name="find" size=${20} /> Search</a>
    <${Trending} />
    <${PostGrid} list=${list} empty=${html`<${Empty} icon="compass" title="Nothing new to discover"
      text="Public photos of people you do not follow yet appear here.">
      <a class="button" href="/search"><${Icon} name="find" size=${20} /> Find people</a>
    <//>`} />
  <//>`;
}
