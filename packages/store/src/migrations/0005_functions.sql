-- The only ways past a workspace's walls. Each is owned by a role that cannot sign in, reads the few columns it needs, pins its
-- search path and answers ids, never contents.

grant select (workspace, id, state, next_inbound_at, not_before, remote_company) on tieout.connection to {{definer}};
grant select (workspace, connection, due_at) on tieout.link to {{definer}};
grant select (workspace, connection, state, due_at, lease_until) on tieout.intent to {{definer}};
grant select (workspace, connection) on tieout.wanted_read to {{definer}};
grant select (workspace, name) on tieout.workspace to {{definer}};
grant select (workspace, id, user_id, email, role, invitation_hash) on tieout.member to {{definer}};
grant select (workspace, id, role, hash, revoked_at) on tieout.api_key to {{definer}};
grant select, insert, update, delete on tieout.pacing, tieout.slot to {{definer}};

create policy scan on tieout.connection for select to {{definer}} using (true);
create policy scan on tieout.link for select to {{definer}} using (true);
create policy scan on tieout.intent for select to {{definer}} using (true);
create policy scan on tieout.wanted_read for select to {{definer}} using (true);
create policy look_up on tieout.workspace for select to {{definer}} using (true);
create policy look_up on tieout.member for select to {{definer}} using (true);
create policy look_up on tieout.api_key for select to {{definer}} using (true);

-- Connections with something to do: the floor under every job. Index probes per connection, whatever the amount of work.
create function tieout.due_connections(moment bigint)
  returns table (workspace uuid, connection uuid, push boolean, pull boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select * from (
    select c.workspace, c.id,
      exists (select 1 from tieout.link l
               where l.workspace = c.workspace and l.connection = c.id and l.due_at <= moment)
      or exists (select 1 from tieout.intent i
                  where i.workspace = c.workspace and i.connection = c.id and i.state in ('queued', 'unknown') and i.due_at <= moment)
      or exists (select 1 from tieout.intent i
                  where i.workspace = c.workspace and i.connection = c.id and i.state = 'sent' and i.lease_until <= moment)
      or exists (select 1 from tieout.wanted_read w where w.workspace = c.workspace and w.connection = c.id),
      coalesce(c.next_inbound_at <= moment, false)
    from tieout.connection c where c.state in ('active', 'verify_first') and coalesce(c.not_before <= moment, true)
  ) as due (workspace, connection, push, pull)
  where push or pull
$$;

create function tieout.memberships_of(who text)
  returns table (workspace uuid, workspace_name text, member uuid, role text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.workspace, w.name, m.id, m.role
    from tieout.member m join tieout.workspace w on w.workspace = m.workspace
   where m.user_id = who order by w.name, m.workspace
$$;

create function tieout.invitation_by_hash(sha256 text)
  returns table (workspace uuid, workspace_name text, member uuid, email text, role text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.workspace, w.name, m.id, m.email, m.role
    from tieout.member m join tieout.workspace w on w.workspace = m.workspace
   where m.invitation_hash = sha256 and m.user_id is null
$$;

create function tieout.api_key_by_hash(sha256 text)
  returns table (workspace uuid, id uuid, role text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.workspace, k.id, k.role from tieout.api_key k where k.hash = sha256 and k.revoked_at is null
$$;

-- A slot of an Intacct company. Refused when all are held, or when the last one is kept for a write that waits. After a refusal by
-- Intacct fewer are given, one more again every minute.
create function tieout.slot_acquire(for_company text, purpose text, who text, moment bigint, lease bigint)
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
      join tieout.intent i on i.workspace = c.workspace and i.connection = c.id
     where c.remote_company = for_company and c.state = 'active'
       and (i.state = 'queued' and i.due_at <= moment or i.state = 'sent' and i.lease_until > moment)
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

create function tieout.slot_release(for_company text, held_slot integer, held_fence bigint) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  update tieout.slot s set until = 0 where s.remote_company = for_company and s.slot = held_slot and s.fence = held_fence
$$;

create function tieout.slot_throttled(for_company text, moment bigint) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into tieout.pacing as p (remote_company, allowed, throttled_at) values (for_company, 1, moment)
  on conflict (remote_company) do update
    set allowed = greatest(1, least(p.in_flight, p.allowed + coalesce(greatest(moment - p.throttled_at, 0) / 60000, 0)) - 1),
        throttled_at = moment
$$;

-- `alter function … owner` asks for the right to create in the schema, for that moment.
grant create on schema tieout to {{definer}};
do $$
declare routine regprocedure;
begin
  for routine in
    select p.oid::regprocedure from pg_proc p where p.pronamespace = 'tieout'::regnamespace and p.prosecdef
  loop
    execute format('alter function %s owner to {{definer}}', routine);
    execute format('revoke all on function %s from public', routine);
    execute format('grant execute on function %s to {{runtime}}', routine);
  end loop;
end $$;
revoke create on schema tieout from {{definer}};
