-- When the recipient was told of each deed: what a hidden person adds to a group makes it neither newer nor unseen.
alter table notice_deeds add column changed_id bigint not null default 0;
