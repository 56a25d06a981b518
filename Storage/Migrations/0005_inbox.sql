-- What people are told of, on the recipient's shard. A deed is one thing that one person did and can take back: its row
-- keeps the newest cause that is known of it, and whether that stands. Deeds of one kind on one topic are a group.
create table notice_deeds (
    recipient_id bigint not null,
    kind         smallint not null,
    subject_id   bigint not null,
    actor_id     bigint not null,
    cause_id     bigint not null,
    stands       boolean not null,
    group_id     bigint not null,
    primary key (recipient_id, kind, subject_id, actor_id)
);
create index notice_deeds_by_group on notice_deeds (recipient_id, group_id, cause_id desc) where stands;
create table notice_groups (
    recipient_id  bigint not null,
    id            bigint not null,
    kind          smallint not null,
    topic_id      bigint not null,
    post_id       bigint,
    comment_id    bigint,
    first_cause   bigint not null,
    changed_id    bigint not null,
    primary key (recipient_id, id)
);
create index notice_groups_newest on notice_groups (recipient_id, changed_id desc);
create index notice_groups_by_topic on notice_groups (recipient_id, kind, topic_id, first_cause desc);
-- How far the recipient has looked: a group that changed after this is unseen.
create table inboxes (
    user_id      bigint primary key,
    seen_through bigint not null
);

-- An owner's newest uploads, for who was away while they were processed.
create index if not exists media_by_owner on media (owner_id, id desc);
