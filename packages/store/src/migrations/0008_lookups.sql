-- One index for each look-up, whatever the planner knows.
--
-- Every index begins with workspace and connection. Where statistics are missing, or older than a tenant, the planner takes those two
-- for one row, finds all such indexes equally good, and may read a whole connection to find one record: thousands of times in an import.
-- So a secondary index is partial on `via`, which is always true and is said to be very dear to ask: a statement that names the index is
-- answered from it for nothing and from any other only at that price, and a statement that names none can use the primary key only.
-- Rows that are changed or locked are found by a look-up of that kind first and reached by the primary key, because the planner asks
-- a predicate of such a table again whichever index serves.
create function tieout.via(index text, workspace uuid) returns boolean
  language plpgsql immutable parallel safe cost 1000000 as $$ begin return true; end $$;
revoke all on function tieout.via(text, uuid) from public;
grant execute on function tieout.via(text, uuid) to {{runtime}}, {{definer}};

drop index tieout.remote_record_number, tieout.remote_record_name, tieout.remote_record_read;
create index remote_record_number on tieout.remote_record (workspace, connection, type, number)
  where tieout.via('remote_record_number', workspace);
create index remote_record_name on tieout.remote_record (workspace, connection, type, name)
  where name <> '' and tieout.via('remote_record_name', workspace);
create index remote_record_read on tieout.remote_record (workspace, connection, type, read_at desc)
  where presence = 'present' and tieout.via('remote_record_read', workspace);

drop index tieout.record_reference_to, tieout.waiting_reference_for;
create index record_reference_to on tieout.record_reference (workspace, connection, ref_type, ref_by, ref_value)
  where tieout.via('record_reference_to', workspace);
create index waiting_reference_for on tieout.waiting_reference (workspace, connection, ref_type, ref_by, ref_value)
  where tieout.via('waiting_reference_for', workspace);

drop index tieout.link_app, tieout.link_remote, tieout.link_due, tieout.link_due_at, tieout.link_unmatched, tieout.link_party;
create unique index link_app on tieout.link (workspace, connection, type, app_id)
  where role = 'main' and tieout.via('link_app', workspace);
create unique index link_remote on tieout.link (workspace, connection, type, remote_key)
  where role = 'main' and remote_key is not null and tieout.via('link_remote', workspace);
create index link_due on tieout.link (workspace, connection, type_order, imported, revision)
  where due_at = 0 and tieout.via('link_due', workspace);
create index link_due_at on tieout.link (workspace, connection, due_at)
  where due_at > 0 and tieout.via('link_due_at', workspace);
create index link_unmatched on tieout.link (workspace, connection, type, number)
  where remote_key is null and tieout.via('link_unmatched', workspace);
create index link_party on tieout.link (workspace, connection, party_ref)
  where party_ref <> '' and tieout.via('link_party', workspace);
create index link_duplicates on tieout.link (workspace, connection, id)
  where duplicates <> '{}' and tieout.via('link_duplicates', workspace);

-- What lists read.
drop index tieout.link_grid, tieout.link_grid_status, tieout.link_grid_type, tieout.link_grid_number, tieout.link_grid_date,
  tieout.link_problem;
create index link_grid on tieout.link (workspace, connection, changed_at desc, id desc)
  where role = 'main' and tieout.via('grid', workspace);
create index link_grid_status on tieout.link (workspace, connection, status, type, changed_at desc, id desc)
  where role = 'main' and tieout.via('grid', workspace);
create index link_grid_type on tieout.link (workspace, connection, type, changed_at desc, id desc)
  where role = 'main' and tieout.via('grid', workspace);
create index link_grid_number on tieout.link (workspace, connection, number collate "C", id)
  where role = 'main' and tieout.via('grid', workspace);
create index link_grid_id on tieout.link (workspace, connection, app_id collate "C", id)
  where role = 'main' and tieout.via('grid', workspace);
create index link_grid_party on tieout.link (workspace, connection, party collate "C", id)
  where role = 'main' and tieout.via('grid', workspace);
create index link_grid_date on tieout.link (workspace, connection, coalesce(date, '-infinity'::date) desc, id desc)
  where role = 'main' and tieout.via('grid', workspace);
create index link_grid_amount on tieout.link (workspace, connection, coalesce(amount_minor, 0) desc, id desc)
  where role = 'main' and tieout.via('grid', workspace);
create index link_problem on tieout.link (workspace, connection, problem_cause, problem_about)
  where problem_cause is not null and tieout.via('link_problem', workspace);

drop index tieout.intent_control, tieout.intent_open, tieout.intent_queued, tieout.intent_create, tieout.intent_change,
  tieout.intent_posting, tieout.intent_due, tieout.intent_lease, tieout.intent_marker, tieout.intent_of_link;
create unique index intent_control on tieout.intent (workspace, connection, control_id)
  where tieout.via('intent_control', workspace);
create unique index intent_open on tieout.intent (workspace, connection, link)
  where state in ('sent', 'unknown') and tieout.via('intent_open', workspace);
create unique index intent_queued on tieout.intent (workspace, connection, link)
  where state = 'queued' and tieout.via('intent_queued', workspace);
create unique index intent_create on tieout.intent (workspace, connection, type, app_id, incarnation)
  where op = 'create' and tieout.via('intent_create', workspace);
create unique index intent_change on tieout.intent (workspace, connection, type, app_id, incarnation, op, version, generation)
  where op <> 'create' and tieout.via('intent_change', workspace);
create index intent_posting on tieout.intent (workspace, connection, type_order, seq)
  where state = 'queued' and tieout.via('intent_posting', workspace);
create index intent_due on tieout.intent (workspace, connection, state, due_at)
  where state in ('queued', 'unknown') and tieout.via('intent_due', workspace);
create index intent_lease on tieout.intent (workspace, connection, lease_until)
  where state = 'sent' and tieout.via('intent_lease', workspace);
create index intent_marker on tieout.intent (workspace, connection, marker)
  where op = 'create' and tieout.via('intent_marker', workspace);
create index intent_of_link on tieout.intent (workspace, connection, link, seq desc)
  where tieout.via('intent_of_link', workspace);
-- Its check on the end of a link cannot name the index. A link ends in one statement only, which moves its intents first.
alter table tieout.intent drop constraint intent_workspace_connection_link_fkey;

drop index tieout.wanted_read_order;
create index wanted_read_order on tieout.wanted_read (workspace, connection, revision)
  where tieout.via('wanted_read_order', workspace);

grant create on schema tieout to {{definer}};

create or replace function tieout.due_connections(moment bigint)
  returns table (workspace uuid, connection uuid, push boolean, pull boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select * from (
    select c.workspace, c.id,
      exists (select 1 from tieout.link l
               where l.workspace = c.workspace and l.connection = c.id and l.due_at = 0 and tieout.via('link_due', l.workspace))
      or exists (select 1 from tieout.link l
                  where l.workspace = c.workspace and l.connection = c.id and l.due_at > 0 and l.due_at <= moment
                    and tieout.via('link_due_at', l.workspace))
      or exists (select 1 from tieout.intent i
                  where i.workspace = c.workspace and i.connection = c.id and i.state = 'queued' and i.due_at <= moment
                    and tieout.via('intent_due', i.workspace))
      or exists (select 1 from tieout.intent i
                  where i.workspace = c.workspace and i.connection = c.id and i.state = 'unknown' and i.due_at <= moment
                    and tieout.via('intent_due', i.workspace))
      or exists (select 1 from tieout.intent i
                  where i.workspace = c.workspace and i.connection = c.id and i.state = 'sent' and i.lease_until <= moment
                    and tieout.via('intent_lease', i.workspace))
      or exists (select 1 from tieout.wanted_read w where w.workspace = c.workspace and w.connection = c.id),
      coalesce(c.next_inbound_at <= moment, false)
    from tieout.connection c where c.state in ('active', 'verify_first') and coalesce(c.not_before <= moment, true)
  ) as due (workspace, connection, push, pull)
  where push or pull
$$;

create or replace function tieout.slot_acquire(for_company text, purpose text, who text, moment bigint, lease bigint)
  returns table (slot integer, fence bigint)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  pace tieout.pacing;
  may integer;
  busy integer;
  busy_reads integer;
  chosen integer;
begin
  insert into tieout.pacing (remote_company) values (for_company) on conflict do nothing;
  select * into pace from tieout.pacing p where p.remote_company = for_company for update;
  may := least(pace.in_flight, pace.allowed + coalesce(greatest(moment - pace.throttled_at, 0) / 60000, 0));
  select count(*), count(*) filter (where s.kind = 'read') into busy, busy_reads
    from tieout.slot s where s.remote_company = for_company and s.until > moment;
  if busy >= may then return; end if;
  if purpose = 'read' and may >= 2 and busy_reads >= may - 1 and exists (
    select 1 from tieout.connection c
     where c.remote_company = for_company and c.state = 'active'
       and (exists (select 1 from tieout.intent i
                     where i.workspace = c.workspace and i.connection = c.id and i.state = 'queued' and i.due_at <= moment
                       and tieout.via('intent_due', i.workspace))
            or exists (select 1 from tieout.intent i
                        where i.workspace = c.workspace and i.connection = c.id and i.state = 'sent' and i.lease_until > moment
                          and tieout.via('intent_lease', i.workspace)))
  ) then return; end if;
  select n into chosen from generate_series(1, pace.in_flight) n
   where not exists (select 1 from tieout.slot s where s.remote_company = for_company and s.slot = n and s.until > moment)
   order by n limit 1;
  return query
    insert into tieout.slot as s (remote_company, slot, kind, holder, fence, until)
    values (for_company, chosen, purpose, who, 1, lease)
    on conflict on constraint slot_pkey
      do update set kind = purpose, holder = who, fence = s.fence + 1, until = lease
    returning s.slot::integer, s.fence;
end $$;

revoke create on schema tieout from {{definer}};

-- A look at the tables that waits for nobody and keeps nobody waiting.
create or replace function tieout.refresh_statistics() returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  analyze (skip_locked) tieout.app_record, tieout.remote_record, tieout.record_reference, tieout.link, tieout.intent, tieout.wanted_read,
    tieout.waiting_reference;
end $$;
