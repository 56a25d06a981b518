-- Fan-out on write into a table: a page is a stretch of the reader's rows.
select p.body
from (select post_id from feeds where user_id = $1 order by post_id desc limit 20) f
join posts p on p.id = f.post_id
order by f.post_id desc
