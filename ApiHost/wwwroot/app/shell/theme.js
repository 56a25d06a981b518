import { store } from './store.js';

const KEY = 'orleans.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

/** 'system', 'light' or 'dark'. */
export const theme = store(document.documentElement.dataset.theme ?? 'system');

export function choose(next) {
  if (next === 'system') {
    localStorage.removeItem(KEY);
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem(KEY, next);
    document.documentElement.dataset.theme = next;
  }
  theme.set(next);
}

export const isDark = () => theme.get() === 'dark' || (theme.get() === 'system' && dark.matches);

export const toggle = () => choose(isDark() ? 'light' : 'dark');
