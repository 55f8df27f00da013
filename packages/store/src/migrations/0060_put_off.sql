-- A record that our user is not shown, or of a kind that it may not read, is asked for again later and holds up nothing else.
alter table tieout.wanted_read add column due_at bigint not null default 0;
grant select (due_at) on tieout.wanted_read to {{definer}};

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
      or exists (select 1 from tieout.wanted_read w where w.workspace = c.workspace and w.connection = c.id and w.due_at <= moment),
      coalesce(c.next_inbound_at <= moment, false)
    from tieout.connection c where c.state in ('active', 'verify_first') and coalesce(c.not_before <= moment, true)
  ) as due (workspace, connection, push, pull)
  where push or pull
$$;

revoke create on schema tieout from {{definer}};
