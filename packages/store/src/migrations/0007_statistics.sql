-- The planner knows nothing of a connection that has just begun to fill, and takes any index that starts with workspace and connection
-- for as good as another. The program says when to look; it may not own the tables, so it asks through this function. It takes nothing
-- and answers nothing.
alter table tieout.remote_record alter column data set statistics 0, alter column facts set statistics 0;
alter table tieout.app_record alter column data set statistics 0;
alter table tieout.link alter column message set statistics 0, alter column base set statistics 0, alter column told set statistics 0,
  alter column problem_fault set statistics 0;
alter table tieout.intent alter column command set statistics 0, alter column evidence set statistics 0, alter column fault set statistics 0;

create function tieout.refresh_statistics() returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  analyze tieout.app_record, tieout.remote_record, tieout.record_reference, tieout.link, tieout.intent, tieout.wanted_read,
    tieout.waiting_reference;
end $$;
revoke all on function tieout.refresh_statistics() from public;
grant execute on function tieout.refresh_statistics() to {{runtime}};
