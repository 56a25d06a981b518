-- A like tells the post's author by being there: the deeds of a notice of likes are the likes from its first to its
-- last cause. Until when the newest notice takes in more, the post's counts say, which each like locks.
alter table notice_groups add column last_cause bigint;
alter table post_counts add column noticed_until bigint not null default 0;

-- What was on its way as facts. Twelve hours are 362,387,865,600,000 ids.
insert into notice_groups (recipient_id, id, kind, topic_id, post_id, first_cause, changed_id)
select recipient_id, min(cause_id), 0, post_id, post_id, min(cause_id), min(cause_id)
from (
    select (fact->>'RecipientId')::bigint as recipient_id, (fact->>'PostId')::bigint as post_id,
        (fact->>'CauseId')::bigint as cause_id
    from (select case topic when 'notices' then payload::jsonb end as fact from outbox) facts
    where fact->>'Kind' = '0' and not (fact->>'Withdrawn')::boolean) told
where not exists (
    select from notice_groups g
    where g.recipient_id = told.recipient_id and g.kind = 0 and g.topic_id = told.post_id
      and told.cause_id between g.first_cause and g.first_cause + 362387865600000)
group by recipient_id, post_id
on conflict do nothing;
delete from outbox where case topic when 'notices' then payload::jsonb->>'Kind' = '0' end;

update notice_groups g set last_cause = least(later.first_cause - 1, greatest(g.first_cause + 362387865600000, (
    select max(cause_id) from notice_deeds d
    where d.recipient_id = g.recipient_id and d.group_id = g.id and d.kind = 0 and d.stands)))
from (
    select recipient_id, id,
        lead(first_cause) over (partition by recipient_id, topic_id order by first_cause) as first_cause
    from notice_groups where kind = 0) later
where g.kind = 0 and g.recipient_id = later.recipient_id and g.id = later.id;
update post_counts c set noticed_until = g.last_cause
from (select topic_id, max(last_cause) as last_cause from notice_groups where kind = 0 group by topic_id) g
where c.post_id = g.topic_id;
delete from notice_deeds where kind = 0;

-- What a reader likes is read from the likes, and no longer from the bit that says so here.
drop index engagements_liked;

-- Counts change in place, without touching an index.
alter table post_counts set (fillfactor = 70);
