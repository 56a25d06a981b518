-- A follow tells who is followed by being there, as a like does: the deeds of a notice of follows are the followers from
-- its first to its last cause that came unasked. Until when the newest takes in more, the counts say, which each follow
-- locks.
alter table followers add column is_told boolean not null default false;
alter table user_counts add column noticed_until bigint not null default 0;

-- What was on its way as facts. Twelve hours are 362,387,865,600,000 ids.
create temporary table told_follows on commit drop as
select (fact->>'RecipientId')::bigint as recipient_id, (fact->>'ActorId')::bigint as actor_id,
    (fact->>'CauseId')::bigint as cause_id
from (select case topic when 'notices' then payload::jsonb end as fact from outbox) facts
where fact->>'Kind' = '4' and not (fact->>'Withdrawn')::boolean;
insert into told_follows
select recipient_id, actor_id, cause_id from notice_deeds where kind = 4 and stands;
update followers f set is_told = true from told_follows t
where f.followee_id = t.recipient_id and f.follower_id = t.actor_id and f.edge_id = t.cause_id;

insert into notice_groups (recipient_id, id, kind, topic_id, first_cause, changed_id)
select recipient_id, min(cause_id), 4, 0, min(cause_id), min(cause_id)
from told_follows told
where exists (select from user_counts where user_id = recipient_id) and not exists (
    select from notice_groups g
    where g.recipient_id = told.recipient_id and g.kind = 4
      and told.cause_id between g.first_cause and g.first_cause + 362387865600000)
group by recipient_id
on conflict do nothing;
update notice_groups g set last_cause = least(later.first_cause - 1, greatest(g.first_cause + 362387865600000, (
    select max(cause_id) from notice_deeds d
    where d.recipient_id = g.recipient_id and d.group_id = g.id and d.kind = 4 and d.stands)))
from (
    select recipient_id, id, lead(first_cause) over (partition by recipient_id order by first_cause) as first_cause
    from notice_groups where kind = 4) later
where g.kind = 4 and g.recipient_id = later.recipient_id and g.id = later.id;
update user_counts c set noticed_until = g.last_cause
from (select recipient_id, max(last_cause) as last_cause from notice_groups where kind = 4 group by recipient_id) g
where c.user_id = g.recipient_id;
delete from outbox where case topic when 'notices' then payload::jsonb->>'Kind' = '4' end;
delete from notice_deeds where kind = 4;

-- Counts change in place, without touching an index.
alter table user_counts set (fillfactor = 70);
