-- Uploads that are never completed are swept once their last address has expired for long enough.
alter table media add column address_expires_at timestamptz;
update media set address_expires_at = now() where status = 0;
create index media_pending on media (address_expires_at) where status = 0;
-- The upload in parts that the object store knows under this name.
alter table media add column parts_upload_id text;
