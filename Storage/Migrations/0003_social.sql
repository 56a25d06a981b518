-- Comments, on the post's shard; one level of replies, which carry the comment that they answer.
create table comments (
    id        bigint primary key,
    post_id   bigint not null,
    author_id bigint not null,
    text      text not null,
    reply_to  bigint
);
create index comments_top on comments (post_id, id desc) where reply_to is null;
create index comments_replies on comments (reply_to, id) where reply_to is not null;
create table comment_counts (
    comment_id bigint primary key,
    likes      integer not null default 0 check (likes >= 0),
    replies    integer not null default 0 check (replies >= 0)
);
create table comment_likes (
    comment_id bigint not null,
    user_id    bigint not null,
    primary key (comment_id, user_id)
);

-- What a reader has saved and whom they have muted, on the reader's shard.
create table saves (
    user_id bigint not null,
    post_id bigint not null,
    save_id bigint not null,
    primary key (user_id, post_id)
);
create index saves_newest on saves (user_id, save_id desc);
create table mutes (
    muter_id bigint not null,
    muted_id bigint not null,
    edge_id  bigint not null,
    primary key (muter_id, muted_id)
);
create index mutes_newest on mutes (muter_id, edge_id desc);
create index blocks_newest on blocks (blocker_id, edge_id desc);
