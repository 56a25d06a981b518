-- The textbook's tables. A post is kept as the JSON that an answer shows of it, which spares it every join.
create table posts (
    id        bigint primary key,
    author_id bigint not null,
    body      bytea not null
);
create index posts_by_author on posts (author_id, id desc);
create table post_counts (
    post_id bigint primary key,
    likes   integer not null
);
create table feeds (
    user_id bigint not null,
    post_id bigint not null,
    primary key (user_id, post_id)
);
create table follows (
    follower_id bigint not null,
    followee_id bigint not null,
    primary key (follower_id, followee_id)
);
create index follows_back on follows (followee_id, follower_id);
create table likes (
    post_id bigint not null,
    user_id bigint not null,
    primary key (post_id, user_id)
);
