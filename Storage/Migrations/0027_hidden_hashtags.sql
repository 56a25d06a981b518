-- What a viewer's count of a hashtag leaves out is read from the index alone, also of authors with very many posts.
drop index post_hashtags_author;
create index post_hashtags_author on post_hashtags (author_id, tag) include (is_open);
