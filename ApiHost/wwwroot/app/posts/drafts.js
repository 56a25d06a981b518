import { useCallback, useEffect, useRef, useState } from '../../vendor/htm-preact.js';
import { kindOf, refusal, upload } from '../media/upload.js';

export const MOST_PHOTOS = 10;

let lastKey = 0;

/**
 * The photos and videos of a post being written. Each is sent as soon as it is chosen, so that sharing has nothing left to wait
 * for; leaving the page stops what is on its way. A photo or
 * video: { key, file, kind, preview, alt, progress, media, error }.
 */
export function useDrafts() {
  const [drafts, setDrafts] = useState([]);
  const aborters = useRef(new Map());
  const previews = useRef(new Set());
  useEffect(() => () => {
    for (const aborter of aborters.current.values()) aborter.abort();
    for (const preview of previews.current) URL.revokeObjectURL(preview);
  }, []);

  const change = useCallback((key, changes) => setDrafts((all) =>
    all.map((draft) => (draft.key === key ? { ...draft, ...changes } : draft))), []);

  const start = async (key, file) => {
    const aborter = new AbortController();
    aborters.current.set(key, aborter);
    change(key, { error: null, progress: { phase: 'waiting' } });
    try {
      const media = await upload(file, { signal: aborter.signal, onChange: (progress) => change(key, { progress }) });
      change(key, { media });
    } catch (problem) {
      if (!aborter.signal.aborted) change(key, { error: problem.message, final: !!problem.final, progress: null });
    }
  };

  const add = (files) => {
    const room = MOST_PHOTOS - drafts.length;
    const added = [...files].slice(0, Math.max(0, room)).map((file) => {
      const preview = URL.createObjectURL(file);
      previews.current.add(preview);
      const error = refusal(file, { withVideos: true });
      return { key: ++lastKey, file, kind: kindOf(file), preview, alt: '', progress: null, media: null, error, final: !!error };
    });
    setDrafts((all) => [...all, ...added]);
    for (const draft of added) if (!draft.error) start(draft.key, draft.file);
    return Math.max(0, files.length - room);
  };

  const remove = (key) => {
    aborters.current.get(key)?.abort();
    const draft = drafts.find((one) => one.key === key);
    URL.revokeObjectURL(draft.preview);
    previews.current.delete(draft.preview);
    setDrafts((all) => all.filter((one) => one.key !== key));
  };

  const move = (key, step) => setDrafts((all) => {
    const from = all.findIndex((draft) => draft.key === key);
    const to = from + step;
    if (to < 0 || to >= all.length) return all;
    const next = [...all];
    [next[from], next[to]] = [next[to], next[from]];
    return next;
  });

  return { drafts, add, remove, move, change, again: (draft) => start(draft.key, draft.file) };
}
