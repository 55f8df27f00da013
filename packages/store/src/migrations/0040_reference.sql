-- Our copy of Intacct's reference data: accounts, terms, taxes, dimensions, banks, vendors …
drop table tieout.reference_cache;

create table tieout.reference_record (
  workspace uuid not null,
  connection uuid not null,
  type text not null,
  -- RECORDNO, or the code where Intacct has none.
  key text not null,
  -- What documents name it by.
  id text not null,
  name text not null,
  status text not null check (status in ('active', 'non_posting', 'inactive')),
  -- `not_shown`: our user no longer sees it, and nobody can say whether it was deleted.
  presence text not null default 'present' check (presence in ('present', 'gone', 'not_shown')),
  -- What a new document may name.
  usable boolean not null generated always as (status = 'active' and presence = 'present') stored,
  parent text,
  entity text,
  extra jsonb not null default '{}',
  -- When Intacct changed it last, in its own time.
  stamp text not null default '',
  hash text not null,
  -- The full reading that showed it last.
  seen bigint not null,
  changed_at bigint not null,
  gone_at bigint,
  primary key (workspace, connection, type, key),
  foreign key (workspace, connection) references tieout.connection (workspace, id)
) with (fillfactor = 85);
create index reference_id on tieout.reference_record (workspace, connection, type, id collate "C", key)
  where tieout.via('reference_id', workspace);
create index reference_parent on tieout.reference_record (workspace, connection, type, parent collate "C", key)
  where parent is not null and tieout.via('reference_parent', workspace);
call tieout.protect('reference_record');

-- What a record is found by. Plain text and ranges: the operators of other search indexes are not known to reveal nothing, so row-level
-- security would keep them from being used.
create table tieout.reference_term (
  workspace uuid not null,
  connection uuid not null,
  type text not null,
  key text not null,
  term text collate "C" not null,
  usable boolean not null,
  primary key (workspace, connection, type, key, term),
  foreign key (workspace, connection) references tieout.connection (workspace, id)
);
create index reference_search on tieout.reference_term (workspace, connection, type, usable, term, key)
  where tieout.via('reference_search', workspace);
call tieout.protect('reference_term');

-- How the cache of one kind stands.
create table tieout.reference_type (
  workspace uuid not null,
  connection uuid not null,
  type text not null,
  -- Counted after the last success.
  records bigint not null default 0,
  usable bigint not null default 0,
  watermark text,
  last_attempt_at bigint,
  last_success_at bigint,
  last_full_at bigint,
  last_failure_at bigint,
  failure jsonb,
  -- Who read it last, and from where.
  rights text,
  -- Counts full readings.
  pass bigint not null default 0,
  fence bigint not null default 0,
  window_mode text check (window_mode in ('full', 'changes')),
  window_from text,
  window_ceiling text,
  window_since text,
  cursor_stamp text,
  cursor_key text,
  primary key (workspace, connection, type),
  foreign key (workspace, connection) references tieout.connection (workspace, id)
);
call tieout.protect('reference_type');

alter table tieout.connection
  -- The last refresh that was complete.
  add column last_reference_at bigint,
  add column last_reference_failure_at bigint,
  add column last_reference_failure jsonb;

-- A refresh is a run of its own; everything is read again if it says so.
alter table tieout.run drop constraint run_kind_check;
alter table tieout.run add constraint run_kind_check
  check (kind in ('scheduled', 'sync_now', 'import', 'initial', 'push', 'history', 'refresh'));
alter table tieout.run add column full_refresh boolean not null default false;

-- Connections whose cache is due or being refreshed; one that was never refreshed is due.
grant select (next_reference_at) on tieout.connection to {{definer}};
grant create on schema tieout to {{definer}};
create function tieout.due_references(moment bigint)
  returns table (workspace uuid, connection uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.workspace, c.id from tieout.connection c
   where coalesce(c.next_reference_at <= moment, true) and c.state in ('active', 'verify_first') and coalesce(c.not_before <= moment, true)
$$;
alter function tieout.due_references(bigint) owner to {{definer}};
revoke all on function tieout.due_references(bigint) from public;
grant execute on function tieout.due_references(bigint) to {{runtime}};
revoke create on schema tieout from {{definer}};
