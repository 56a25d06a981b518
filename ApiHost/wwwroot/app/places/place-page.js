import { html, useEffect, useState } from '../../vendor/htm-preact.js';
import { getPage } from '../http/api.js';
import { PostGrid, usePostList } from '../posts/post-list.js';
import { counted } from '../shell/format.js';
import { Icon } from '../shell/icons.js';
import { Page } from '../shell/page.js';
import { Empty } from '../shell/states.js';
import { knownPlace } from './places.js';

export function PlacePage({ id }) {
  const list = usePostList(`/places/${encodeURIComponent(id)}/posts`);
  const place = list.items[0]?.location ?? knownPlace(id);
  const posts = useCountOf(place);
  const unknown = list.problem?.status === 404 || list.problem?.status === 400;

  return html`<${Page} title=${place?.name ?? 'Place'} kind="wide" backTo="/explore"
    aside=${place && html`<a class="button quiet small on-map" href=${onMap(place)} target="_blank" rel="noopener noreferrer">
      <${Icon} name="pin" size=${18} /> Map</a>`}>
    <p class="muted page-note count-note">${posts !== null && counted(posts, 'post')}</p>
    <${PostGrid} list=${unknown ? { ...list, problem: null, hasMore: false } : list} empty=${html`<${Empty} icon="pin"
      title="No posts from here" text="Photos that people took at this place appear here.">
      <a class="button quiet" href="/explore">Explore</a>
    <//>`} />
  <//>`;
}

const onMap = ({ lat, lng }) => `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lng}#map=15/${lat}/${lng}`;

// How many there are is what search says about the place, which it finds by its name.
function useCountOf(place) {
  const [posts, setPosts] = useState(null);
  useEffect(() => {
    if (!place) return undefined;
    const aborter = new AbortController();
    const query = { q: place.name, type: 'places', near: `${place.lat},${place.lng}` };
    getPage('/search', { query, signal: aborter.signal }).then(
      (page) => setPosts(page.items.find((item) => item.id === place.id)?.postCount ?? null),
      () => null,
    );
    return () => aborter.abort();
  }, [place?.id]);
  return posts;
}
