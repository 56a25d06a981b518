insert into post_counts (post_id, likes) select id, 3 from posts
