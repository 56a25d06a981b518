-- What the in-process engine keeps: named states of grains, and their reminders. Both live in the directory's database.

-- An etag never comes back, also when a state was cleared and written anew: a writer that read the old one loses.
create sequence engine_etags;

create table grain_state (
    grain_type text not null,
    grain_key text not null,
    state_name text not null,
    data bytea not null,
    etag bigint not null default nextval('engine_etags'),
    updated_at timestamptz not null default now(),
    primary key (grain_type, grain_key, state_name)
);

create table reminders (
    grain_type text not null,
    grain_key text not null,
    name text not null,
    due_at timestamptz not null,
    period_ms bigint not null check (period_ms > 0),
    etag bigint not null default nextval('engine_etags'),
    primary key (grain_type, grain_key, name)
);

create index reminders_by_due on reminders (due_at);
