-- When the recipient was told of each deed: what a hidden person adds to a group makes it neither newer nor unseen.
alter table notice_deeds add column changed_id bigint not null default 0;
update notice_deeds d set changed_id = g.changed_id
from notice_groups g where g.recipient_id = d.recipient_id and g.id = d.group_id;
