-- What a reader has done with posts, on the reader's shard; bounded. Bits of kinds: 1 opened, 2 liked, 4 commented,
-- 8 saved.
create table engagements (
    user_id    bigint not null,
    post_id    bigint not null,
    engaged_id bigint not null,
    kinds      smallint not null,
    primary key (user_id, post_id)
);
create index engagements_newest on engagements (user_id, engaged_id desc);
create index engagements_liked on engagements (user_id, engaged_id desc) include (post_id) where kinds & 2 <> 0;

-- What trending hashtags are counted from, newest first.
create index post_hashtags_recent on post_hashtags (post_id desc) include (tag, author_id) where is_open;

-- Likes and comments change in place, without touching an index.
alter table indexed_posts set (fillfactor = 80);
