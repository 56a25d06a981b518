import { html, useEffect, useState } from '../../vendor/htm-preact.js';
import { Comments } from '../comments/comments.js';
import { get } from '../http/api.js';
import { waitForEvent } from '../inbox/live.js';
import { Page } from '../shell/page.js';
import { Empty, Failed, Loading } from '../shell/states.js';
import { PostBones, PostCard } from './post-card.js';
import { known, remember, usePost, wordFor } from './posts.js';

const POLL_MILLISECONDS = 1500;

// One word for a post of several, as one is what is looked at.
const titleOf = (post) => wordFor(post.media.slice(0, 1));

export function PostPage({ id }) {
  const post = usePost(id);
  const [problem, setProblem] = useState(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const aborter = new AbortController();
    const { signal } = aborter;
    const load = async () => {
      setProblem(null);
      try {
        do {
          remember([await get(`/posts/${id}`, { signal })]);
          if (known(id)?.status === 'processing') await waitForEvent('media', () => true, POLL_MILLISECONDS, signal);
        } while (known(id)?.status === 'processing');
      } catch (failure) {
        if (!signal.aborted) setProblem(failure);
      }
    };
    load();
    return () => aborter.abort();
  }, [id, attempt]);

  const gone = [400, 401, 403, 404].includes(problem?.status);
  const title = post && !gone ? `${titleOf(post)} by ${post.author.username}` : 'Post';
  return html`<${Page} title=${title} backTo=${post ? `/u/${post.author.username}` : '/'} kind="narrow">
    ${gone ? html`<${Empty} icon="photo" title="This post is not available"
        text="It may have been deleted, or only some people can see it.">
        <a class="button quiet" href="/">Go home</a>
      <//>`
      : problem && !post ? html`<${Failed} problem=${problem} onRetry=${() => setAttempt(attempt + 1)} />`
      : post ? html`<${PostCard} post=${post} eager full />
        ${post.status === 'published' && html`<${Comments} post=${post} />`}`
      : html`<${Loading} label="Loading the post"><${PostBones} /><//>`}
  <//>`;
}
