import { rememberPlaces } from '../places/places.js';
import { remember } from '../posts/posts.js';

/** What can be searched; keep takes care of what a page of hits brings along. */
export const kinds = {
  users: { label: 'People', one: 'person', many: 'people', icon: 'person', keep: () => null },
  hashtags: { label: 'Tags', one: 'hashtag', many: 'hashtags', icon: 'hash', keep: () => null },
  places: { label: 'Places', one: 'place', many: 'places', icon: 'pin', keep: rememberPlaces },
  posts: { label: 'Posts', one: 'post', many: 'posts', icon: 'photos', keep: remember },
};

const marks = { '@': 'users', '#': 'hashtags' };

/** What a text starting like a mention or a hashtag is looking for, or null. */
export const kindOf = (text) => marks[text.trim()[0]] ?? null;

/** The words to search for: without the mark that only says what kind is meant. */
export const wordsOf = (text) => text.trim().replace(/^[@#]+/, '').trim();
