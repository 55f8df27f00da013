-- An import from Intacct that a person asked for is a run of its own: what it is to read, and how far it is, stand in its report.
alter table tieout.run drop constraint run_kind_check;
alter table tieout.run add constraint run_kind_check
  check (kind in ('scheduled', 'sync_now', 'import', 'initial', 'push', 'history', 'refresh', 'fetch'));

-- Connections with an import under way, so that one whose job was lost is gone on with. Null: none.
alter table tieout.connection add column next_fetch_at bigint;
grant select (next_fetch_at) on tieout.connection to {{definer}};
grant create on schema tieout to {{definer}};
create function tieout.due_fetches(moment bigint)
  returns table (workspace uuid, connection uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.workspace, c.id from tieout.connection c
   where c.next_fetch_at <= moment and c.state in ('active', 'verify_first') and coalesce(c.not_before <= moment, true)
$$;
alter function tieout.due_fetches(bigint) owner to {{definer}};
revoke all on function tieout.due_fetches(bigint) from public;
grant execute on function tieout.due_fetches(bigint) to {{runtime}};
revoke create on schema tieout from {{definer}};
