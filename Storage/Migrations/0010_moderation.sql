-- Moderation is one queue for the whole instance, in the directory's database.
create table moderation_items (
    id           bigint primary key,
    kind         smallint not null,
    target_id    bigint not null,
    author_id    bigint not null,
    status       smallint not null default 0,
    source       smallint not null,
    report_count integer not null default 0,
    reasons      text[] not null,
    score        double precision,
    was_removed  boolean not null default false,
    decided_at   timestamptz,
    decided_by   bigint,
    appeal_text  text,
    appealed_at  timestamptz,
    appeal       smallint
);
-- What is said of a thing joins the open item about it; an appeal is about one decision and stands alone.
create unique index moderation_items_open on moderation_items (kind, target_id)
    where status = 0 and appeal_text is null;
create index moderation_items_by_target on moderation_items (kind, target_id);
create index moderation_items_by_status on moderation_items (status, id desc);
create index moderation_items_by_author on moderation_items (author_id, id desc) where was_removed;

create table moderation_reports (
    id          bigint primary key,
    item_id     bigint not null,
    kind        smallint not null,
    target_id   bigint not null,
    reporter_id bigint not null,
    reason      text not null,
    unique (kind, target_id, reporter_id)
);
-- What a machine has flagged today it does not flag again.
create table moderation_flags (
    kind      smallint not null,
    target_id bigint not null,
    source    smallint not null,
    day       date not null,
    primary key (kind, target_id, source, day)
);
create table moderation_audit (
    id        bigint primary key,
    actor_id  bigint,
    action    text not null,
    kind      smallint not null,
    target_id bigint not null,
    item_id   bigint not null
);
create function moderation_audit_is_kept() returns trigger language plpgsql as
$$ begin raise exception 'The audit log is only ever added to.'; end $$;
create trigger moderation_audit_is_kept before update or delete on moderation_audit
    for each row execute function moderation_audit_is_kept();

-- The removed comment that hides this one: itself, or the one that it answers.
alter table comments add column hidden_by bigint;
create index comments_hidden on comments (hidden_by) where hidden_by is not null;

-- What moderation said of a story: 1 removed, 2 cleared by a person.
alter table stories add column verdict smallint not null default 0;

-- How explicit a medium is, 0 to 1; null where nothing has judged it.
alter table media add column explicit_score double precision;
