import { useCallback, useEffect, useRef, useState } from '../../vendor/htm-preact.js';
import { arrivedBy } from '../shell/router.js';
import { session } from './session.js';

const KEPT_LISTS = 8;

// Lists that were on screen, so that going back finds them, and the place in them, as they were left.
const kept = new Map();
let owner = session.get()?.user.id;
session.follow((now) => {
  if (now?.user.id !== owner) kept.clear();
  owner = now?.user.id;
});

export const forgetLists = () => kept.clear();
export const forgetList = (key) => kept.delete(key);

function left(key) {
  const list = arrivedBy() === 'back' ? kept.get(key) : null;
  return list?.items.length ? { ...list, loading: false, problem: null } : null;
}

/**
 * A cursor list that grows page by page. load(cursor, signal) answers { items, cursor, hasMore }; a null key loads
 * nothing. Items are unique by id: a page that overlaps the one before adds only what is new. With keep, going back
 * to the page shows the list as it was.
 */
export function usePaged(key, load, { keep = false } = {}) {
  const [list, setList] = useState(() => (keep && left(key)) || blank(key));
  const current = useRef(list);
  const flight = useRef(null);

  const show = useCallback((next) => {
    current.current = next;
    if (keep && next.key !== null) {
      kept.delete(next.key);
      kept.set(next.key, next);
      if (kept.size > KEPT_LISTS) kept.delete(kept.keys().next().value);
    }
    setList(next);
  }, []);

  const fetchNext = useCallback(async (from) => {
    flight.current?.abort();
    const aborter = new AbortController();
    flight.current = aborter;
    show({ ...from, loading: true, problem: null });
    try {
      const page = await load(from.cursor, aborter.signal);
      if (aborter.signal.aborted) return;
      const known = new Set(current.current.items.map((item) => item.id));
      const items = [...current.current.items, ...page.items.filter((item) => !known.has(item.id))];
      show({ ...from, items, cursor: page.cursor, hasMore: page.hasMore, loading: false, problem: null });
    } catch (problem) {
      if (aborter.signal.aborted) return;
      show({ ...from, items: current.current.items, loading: false, problem });
    }
  }, [key]);

  useEffect(() => {
    if (key === null) {
      current.current = blank(null);
      return undefined;
    }
    const same = current.current.key === key;
    if (!same || (current.current.hasMore && !current.current.items.length)) fetchNext(blank(key));
    return () => flight.current?.abort();
  }, [key]);

  const more = useCallback(() => {
    const now = current.current;
    if (now.key !== null && now.hasMore && !now.loading && !now.problem) fetchNext(now);
  }, [fetchNext]);

  return {
    ...(list.key === key ? list : blank(key)),
    more,
    retry: () => fetchNext({ ...current.current, problem: null }),
    reload: () => fetchNext(blank(key)),
    remove: (id) => show({ ...current.current, items: current.current.items.filter((item) => item.id !== id) }),
    change: (id, changes) => show({
      ...current.current,
      items: current.current.items.map((item) => (item.id === id ? { ...item, ...changes(item) } : item)),
    }),
    /** Puts what was made here in front; when it is on the list already, there is nothing to do. */
    add: (item) => {
      const { items } = current.current;
      if (!items.some((one) => one.id === item.id)) show({ ...current.current, items: [item, ...items] });
    },
  };
}

const blank = (key) => ({ key, items: [], cursor: undefined, hasMore: true, loading: key !== null, problem: null });
