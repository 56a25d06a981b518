-- Every table but the directory's is keyed by an id that carries its shard; no statement joins rows of two owners.

-- Directory: unique names of the whole instance, both in lower case.
create table usernames (
    username text primary key,
    user_id  bigint not null
);
create table emails (
    email   text primary key,
    user_id bigint not null
);
create table places (
    id       bigint primary key,
    name     text not null,
    name_key text not null,
    lat      double precision not null,
    lng      double precision not null
);
create index places_by_name on places (name_key);

-- Accounts, on the user's shard.
create table users (
    id              bigint primary key,
    username        text not null,
    display_name    text not null,
    bio             text not null default '',
    email           text not null,
    password_hash   text not null,
    is_private      boolean not null default false,
    is_verified     boolean not null default false,
    avatar_media_id bigint,
    standing        smallint not null default 0
);
-- Counts change often; apart from the profile they leave its row, and its caches, alone.
create table user_counts (
    user_id   bigint primary key,
    posts     integer not null default 0 check (posts >= 0),
    followers integer not null default 0 check (followers >= 0),
    following integer not null default 0 check (following >= 0)
);
create table sessions (
    id                 bigint primary key,
    user_id            bigint not null,
    access_hash        bytea not null,
    access_expires_at  timestamptz not null,
    refresh_hash       bytea not null,
    refresh_expires_at timestamptz not null,
    last_seen_at       timestamptz not null,
    user_agent         text not null
);
create index sessions_by_user on sessions (user_id);
-- Refresh tokens already used: one that comes again was stolen, and ends its session.
create table spent_refresh_tokens (
    session_id bigint not null references sessions on delete cascade,
    hash       bytea not null,
    primary key (session_id, hash)
);

-- Graph. following is the truth, on the follower's shard; followers is its inverse, on the followee's.
create table following (
    follower_id bigint not null,
    followee_id bigint not null,
    edge_id     bigint not null,
    primary key (follower_id, followee_id)
);
create index following_newest on following (follower_id, edge_id desc);
create table followers (
    followee_id bigint not null,
    follower_id bigint not null,
    edge_id     bigint not null,
    primary key (followee_id, follower_id)
);
create index followers_newest on followers (followee_id, edge_id desc);
create table follow_requests (
    target_id    bigint not null,
    requester_id bigint not null,
    edge_id      bigint not null,
    primary key (target_id, requester_id)
);
create index follow_requests_newest on follow_requests (target_id, edge_id desc);
create table blocks (
    blocker_id bigint not null,
    blocked_id bigint not null,
    edge_id    bigint not null,
    primary key (blocker_id, blocked_id)
);

-- Media and posts, on their author's shard.
create table media (
    id           bigint primary key,
    owner_id     bigint not null,
    status       smallint not null default 0,
    content_type text not null,
    byte_size    bigint not null,
    sha256       text,
    upload_key   text not null,
    original_key text,
    width        integer,
    height       integer,
    blurhash     text,
    variants     jsonb,
    reason       text,
    post_id      bigint
);
create index media_by_post on media (post_id) where post_id is not null;
create table posts (
    id           bigint primary key,
    author_id    bigint not null,
    status       smallint not null default 0,
    kind         smallint not null default 0,
    caption      text not null,
    hashtags     text[] not null,
    mentions     bigint[] not null,
    media_ids    bigint[] not null,
    alt_texts    text[] not null,
    place_id     bigint,
    place_name   text,
    place_lat    double precision,
    place_lng    double precision,
    edited_at    timestamptz
);
create index posts_published on posts (author_id, id desc) include (kind) where status = 1;
create table post_counts (
    post_id  bigint primary key,
    likes    integer not null default 0 check (likes >= 0),
    comments integer not null default 0 check (comments >= 0)
);
create table likes (
    post_id bigint not null,
    user_id bigint not null,
    like_id bigint not null,
    primary key (post_id, user_id)
);
create index likes_newest on likes (post_id, like_id desc);

-- Authors whose posts are pulled by their readers instead of pushed to them. A change of sides is announced to the
-- feeds that are awake; until that is done it is not announced, and is tried again.
create table celebrities (
    author_id bigint primary key,
    pulled    boolean not null,
    announced boolean not null
);

-- The first answer to a request that carries an Idempotency-Key, on the account's shard.
create table idempotency_keys (
    user_id    bigint not null,
    key        text not null,
    body_hash  bytea not null,
    entity_id  bigint not null,
    answer     text,
    created_at timestamptz not null,
    primary key (user_id, key)
);

-- Facts committed with the change that caused them, until their consumer has marked them done.
create table outbox (
    id       bigint primary key,
    topic    text not null,
    key      bigint not null,
    payload  text not null,
    attempts integer not null default 0,
    due_at   timestamptz not null
);
create index outbox_due on outbox (due_at);
