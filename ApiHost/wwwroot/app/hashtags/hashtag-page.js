import { html, useEffect, useState } from '../../vendor/htm-preact.js';
import { getPage } from '../http/api.js';
import { PostGrid, usePostList } from '../posts/post-list.js';
import { counted } from '../shell/format.js';
import { Page } from '../shell/page.js';
import { Empty } from '../shell/states.js';

export function HashtagPage({ tag: given }) {
  const tag = decode(given).toLowerCase();
  const list = usePostList(`/hashtags/${encodeURIComponent(tag)}/posts`);
  const posts = useCountOf(tag);
  const unknown = list.problem?.status === 404 || list.problem?.status === 400;

  return html`<${Page} title=${`#${tag}`} kind="wide" backTo="/explore">
    <p class="muted page-note count-note">${posts !== null && counted(posts, 'post')}</p>
    <${PostGrid} list=${unknown ? { ...list, problem: null, hasMore: false } : list} empty=${html`<${Empty} icon="hash"
      title=${`No posts with #${tag}`} text="Write it in the caption of a post and it appears here.">
      <a class="button quiet" href="/explore">Explore</a>
    <//>`} />
  <//>`;
}

// How many there are is what search says about the tag of exactly this name.
function useCountOf(tag) {
  const [posts, setPosts] = useState(null);
  useEffect(() => {
    const aborter = new AbortController();
    getPage('/search', { query: { q: tag, type: 'hashtags' }, signal: aborter.signal }).then(
      (page) => setPosts(page.items.find((item) => item.tag === tag)?.postCount ?? null),
      () => null,
    );
    return () => aborter.abort();
  }, [tag]);
  return posts;
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
