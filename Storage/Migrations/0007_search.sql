-- The index that search and explore read, in the directory's database. It is a copy: whatever it says comes from the
-- posts and accounts, and can be made again from them.
create extension if not exists pg_trgm;
create extension if not exists cube;
create extension if not exists earthdistance;

-- Words as they are typed become lexemes in composed form, whatever form a keyboard gave them.
create function lexemes(words text[]) returns tsvector language sql immutable parallel safe as
$$ select array_to_tsvector(array(select distinct normalize(word) from unnest(words) as word where word <> '')) $$;

-- Each hashtag once, in composed form, in their order.
create function composed(tags text[]) returns text[] language sql immutable parallel safe as
$$ select coalesce(array_agg(tag order by first), '{}') from (
       select normalize(tag) as tag, min(position) as first
       from unnest(tags) with ordinality as given(tag, position) group by 1) as found $$;

create table indexed_users (
    user_id      bigint primary key,
    username     text not null,
    display_name text not null,
    is_private   boolean not null,
    followers    integer not null,
    is_shown     boolean not null,
    names        tsvector not null,
    name_key     text not null
);
create index indexed_users_names on indexed_users using gin (names) with (fastupdate = off) where is_shown;
create index indexed_users_typos on indexed_users using gin (name_key gin_trgm_ops) with (fastupdate = off)
    where is_shown;

-- is_open: anyone may see it. It follows the author's row, which whoever writes it locks first.
create table indexed_posts (
    post_id   bigint primary key,
    author_id bigint not null,
    hashtags  text[] not null,
    place_id  bigint,
    kind      smallint not null,
    likes     integer not null,
    comments  integer not null,
    words     tsvector not null,
    is_open   boolean not null
);
create index indexed_posts_author on indexed_posts (author_id, post_id desc);
create index indexed_posts_words on indexed_posts using gin (words) with (fastupdate = off);
create index indexed_posts_place on indexed_posts (place_id, post_id desc) include (author_id)
    where is_open and place_id is not null;

create table post_hashtags (
    tag       text collate "C" not null,
    post_id   bigint not null,
    author_id bigint not null,
    is_open   boolean not null,
    primary key (tag, post_id)
);
create index post_hashtags_post on post_hashtags (post_id);
create index post_hashtags_author on post_hashtags (author_id);
create index post_hashtags_open on post_hashtags (tag, post_id desc) include (author_id) where is_open;

-- How many open posts have a hashtag or a place. The triggers below keep them, so that no writer can forget to.
create table hashtag_counts (
    tag   text collate "C" primary key,
    posts integer not null
) with (fillfactor = 70);
create table indexed_places (
    place_id bigint primary key,
    name     text not null,
    lat      double precision not null,
    lng      double precision not null,
    words    tsvector not null,
    spot     cube not null,
    posts    integer not null default 0,
    is_used  boolean generated always as (posts > 0) stored
) with (fillfactor = 70);
create index indexed_places_words on indexed_places using gin (words) with (fastupdate = off) where is_used;
create index indexed_places_spot on indexed_places using gist (spot) where is_used;

create function count_hashtags() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into hashtag_counts as counts (tag, posts)
        select tag, count(*) from added where is_open group by tag order by tag
        on conflict (tag) do update set posts = counts.posts + excluded.posts;
    elsif tg_op = 'DELETE' then
        insert into hashtag_counts as counts (tag, posts)
        select tag, -count(*) from removed where is_open group by tag order by tag
        on conflict (tag) do update set posts = counts.posts + excluded.posts;
    else
        insert into hashtag_counts as counts (tag, posts)
        select tag, sum(change) from (
            select tag, 1 as change from added where is_open
            union all select tag, -1 from removed where is_open) as changes
        group by tag having sum(change) <> 0 order by tag
        on conflict (tag) do update set posts = counts.posts + excluded.posts;
    end if;
    return null;
end $$;
create trigger hashtags_added after insert on post_hashtags
    referencing new table as added for each statement execute function count_hashtags();
create trigger hashtags_removed after delete on post_hashtags
    referencing old table as removed for each statement execute function count_hashtags();
create trigger hashtags_changed after update on post_hashtags
    referencing old table as removed new table as added for each statement execute function count_hashtags();

create function count_places() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        update indexed_places as place set posts = place.posts + change.posts
        from (select place_id, count(*) as posts from added where is_open group by place_id) as change
        where place.place_id = change.place_id;
    elsif tg_op = 'DELETE' then
        update indexed_places as place set posts = place.posts - change.posts
        from (select place_id, count(*) as posts from removed where is_open group by place_id) as change
        where place.place_id = change.place_id;
    else
        update indexed_places as place set posts = place.posts + change.posts
        from (
            select place_id, sum(change) as posts from (
                select place_id, 1 as change from added where is_open
                union all select place_id, -1 from removed where is_open) as changes
            group by place_id having sum(change) <> 0) as change
        where place.place_id = change.place_id;
    end if;
    return null;
end $$;
create trigger places_added after insert on indexed_posts
    referencing new table as added for each statement execute function count_places();
create trigger places_removed after delete on indexed_posts
    referencing old table as removed for each statement execute function count_places();
create trigger places_changed after update on indexed_posts
    referencing old table as removed new table as added for each statement execute function count_places();

-- How far the index has been made again from the truth; no row: it is done. A new schema starts with one.
create table reindexing (
    only_one boolean primary key default true check (only_one),
    step     smallint not null,
    database integer not null,
    after    bigint not null
);
insert into reindexing (step, database, after) values (0, 0, 0);

-- Who blocks an account, on the shard of the one blocked: the inverse of blocks.
create table blocked_by (
    blocked_id bigint not null,
    blocker_id bigint not null,
    primary key (blocked_id, blocker_id)
);
insert into blocked_by (blocked_id, blocker_id) select blocked_id, blocker_id from blocks;
