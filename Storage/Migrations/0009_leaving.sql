-- What an account did beside others' things, to hand it out and to take it back: the rows are kept where the others'
-- are. Each like, comment and upload writes one index entry more; nothing else on their way changes.
create index likes_by_user on likes (user_id, like_id);
create index comments_by_author on comments (author_id, id);
create index comment_likes_by_user on comment_likes (user_id, comment_id);
create index follow_requests_by_requester on follow_requests (requester_id);
create index mutes_by_muted on mutes (muted_id);
create index story_replies_by_user on story_replies (user_id);
create index if not exists media_by_owner on media (owner_id, id desc);
create index posts_by_author on posts (author_id, id) where status <> 1;
