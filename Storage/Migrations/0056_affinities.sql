-- What a reader cares for, beside the reader, so that a feed that wakes reads it with whom the reader follows. It was a
-- grain's state in the first database; readers of another one are got to know anew.
create table affinities (
    reader_id bigint primary key,
    data      bytea not null
);
insert into affinities (reader_id, data)
select ('x' || lpad(grain_key, 16, '0'))::bit(64)::bigint, data from grain_state where state_name = 'affinity'
on conflict do nothing;
delete from grain_state where state_name = 'affinity';
