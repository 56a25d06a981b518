-- The like and its count in one commit.
with added as (insert into likes (post_id, user_id) values ($1, $2) on conflict do nothing returning post_id)
update post_counts set likes = likes + 1 where post_id in (select post_id from added)
