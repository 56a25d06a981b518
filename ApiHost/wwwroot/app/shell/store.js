import { useEffect, useState } from '../../vendor/htm-preact.js';

/** A value that views can follow. Setting an equal value tells nobody. */
export function store(value) {
  const followers = new Set();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const follower of [...followers]) follower(value);
    },
    follow(follower) {
      followers.add(follower);
      return () => followers.delete(follower);
    },
  };
}

export function useStore(source, pick = (value) => value) {
  const [value, setValue] = useState(() => pick(source.get()));
  useEffect(() => {
    const update = (next) => setValue(() => pick(next));
    // The value may have moved between the first render and this effect.
    update(source.get());
    return source.follow(update);
  }, [source]);
  return value;
}
