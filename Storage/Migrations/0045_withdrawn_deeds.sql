-- A purge of an inbox finds what was taken back long ago without looking at every deed.
create index notice_deeds_withdrawn on notice_deeds (recipient_id, cause_id) where not stands;
