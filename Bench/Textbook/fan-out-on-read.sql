-- No fan-out: the newest of each author that the reader follows, then the newest of these.
select p.body
from (
    select newest.id
    from follows f
    cross join lateral (
        select id from posts where author_id = f.followee_id order by id desc limit 20) newest
    where f.follower_id = $1
    order by newest.id desc limit 20) page
join posts p on p.id = page.id
order by page.id desc
