-- Backup, restore, and what follows when this database may have forgotten something: a restored backup, a copied data folder, a failover
-- with loss.

-- {{backup}} reads every table whole for a backup and fills the empty ones at a restore. It cannot sign in; the administrator becomes it
-- for that transaction. So the walls between workspaces stand for everybody else, the tables' owner included.
grant usage on schema tieout to {{backup}};

create or replace procedure tieout.protect(name text) language plpgsql as $$
begin
  execute format('alter table tieout.%I enable row level security', name);
  execute format('alter table tieout.%I force row level security', name);
  execute format(
    'create policy workspace on tieout.%I
       using (workspace = (select nullif(current_setting(''tieout.ws'', true), '''')::uuid))
       with check (workspace = (select nullif(current_setting(''tieout.ws'', true), '''')::uuid))', name);
  execute format('grant select, insert, update, delete on tieout.%I to {{runtime}}', name);
  call tieout.may_be_copied(name);
end $$;

create procedure tieout.may_be_copied(name text) language plpgsql as $$
begin
  execute format('create policy copy on tieout.%I to {{backup}} using (true) with check (true)', name);
  execute format('grant select, insert, update on tieout.%I to {{backup}}', name);
end $$;
revoke execute on procedure tieout.may_be_copied(text) from public;

do $$
declare protected name;
begin
  for protected in
    select c.relname from pg_class c where c.relnamespace = 'tieout'::regnamespace and c.relkind in ('r', 'p') and c.relrowsecurity
  loop
    call tieout.may_be_copied(protected);
  end loop;
end $$;
-- Not a tenant's.
grant select, insert, update, delete on tieout.installation to {{backup}};
grant select, insert on tieout.pacing to {{backup}};
grant execute on function tieout.via(text, uuid) to {{backup}};

alter table tieout.connection
  -- Since when nothing may be sent before all was looked for; null: over, or never begun. Kept through a pause.
  add column verify_since bigint,
  -- What a predecessor of this copy created after this moment is ours, although this copy knows nothing of it. Null: this is no copy.
  add column copied_at bigint;
-- When the window that was closed last had been opened, by our clock.
alter table tieout.stream add column last_opened_at bigint;

-- Where this database lives, and how often it was started: see tieout.home().
alter table tieout.installation add column home text, add column life bigint not null default 0;

-- Which server and which of its histories this is: a failover, a restore of an earlier moment and a copy on another server each have
-- another answer. A server that does not tell has none.
create function tieout.home() returns text
  language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return (select system_identifier from pg_control_system()) || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8) || '/'
    || (select oid from pg_database where datname = current_database());
exception when others then
  return (select oid::text from pg_database where datname = current_database());
end $$;
revoke all on function tieout.home() from public;
grant execute on function tieout.home() to {{runtime}}, {{backup}};

-- Whether it is the one that was opened last. Asked with every claim: after a failover, what was sent may be meant to be sent again.
create function tieout.is_home() returns boolean
  language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  told text;
  here text := tieout.home();
begin
  select i.home into told from tieout.installation i;
  return told is null or right(told, length(here) + 1) = ' ' || here;
end $$;
revoke all on function tieout.is_home() from public;
grant execute on function tieout.is_home() to {{runtime}};

-- Our own records by what they carry.
create index remote_record_marker on tieout.remote_record (workspace, connection, type, marker)
  where marker is not null and tieout.via('remote_record_marker', workspace);
