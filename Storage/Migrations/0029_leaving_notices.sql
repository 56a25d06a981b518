-- What others were told of an account's deeds, to take it back when the account is closed.
create index notice_deeds_by_actor on notice_deeds (actor_id);
