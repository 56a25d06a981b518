-- Stories, on their author's shard; the id says when a story was made, and so when it ends. A row that is gone ends the
-- story for everyone; what hangs on it is removed after it.
create table stories (
    id        bigint primary key,
    author_id bigint not null,
    media_id  bigint not null
);
create index stories_by_author on stories (author_id, id);
-- Who has seen a story and what was answered to it, on the story's shard. A tray asks what one viewer has seen: their
-- rows lie together.
create table story_views (
    story_id  bigint not null,
    viewer_id bigint not null,
    view_id   bigint not null,
    primary key (viewer_id, story_id)
);
create index story_views_newest on story_views (story_id, view_id desc);
create table story_replies (
    id       bigint primary key,
    story_id bigint not null,
    user_id  bigint not null,
    text     text not null
);
create index story_replies_newest on story_replies (story_id, id desc);
