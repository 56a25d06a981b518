insert into follows (follower_id, followee_id) values ($2, $1) on conflict do nothing
