-- Moving pictures, and pictures that live in a story.
alter table media add column kind smallint not null default 0;
alter table media add column duration_ms integer;
alter table media add column story_id bigint;
create index media_by_story on media (story_id) where story_id is not null;
