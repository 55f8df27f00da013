-- Connecting a company: what was answered so far, kept from step to step for whoever goes on with it.
alter table tieout.connection drop constraint connection_state_check;
-- `connecting`: its reference data is read and its app's records are taken in, but nothing is synchronized before someone confirms.
alter table tieout.connection add constraint connection_state_check
  check (state in ('connecting', 'active', 'paused', 'verify_first', 'disconnected'));
alter table tieout.connection
  -- The name that Intacct gives the company, as far as it tells.
  add column remote_name text,
  add column disconnected_at bigint,
  add column disconnected_by text;

create table tieout.onboarding (
  workspace uuid not null,
  company uuid not null,
  -- The id that its connection has, or will have: what is sealed now opens there.
  connection uuid not null,
  -- Counts what was saved, so that nobody saves over another's answer.
  version integer not null default 1,
  step text not null,
  answers jsonb not null default '{}',
  -- Sealed (AES-256-GCM), until the connection has them; never selected by anything that answers a person.
  credentials text,
  endpoint text,
  remote_company text,
  remote_user text,
  remote_name text,
  sender text,
  -- What was found in Intacct when it was looked at last.
  findings jsonb,
  checked_at bigint,
  started_at bigint not null,
  saved_at bigint not null,
  saved_by text not null,
  confirmed_at bigint,
  confirmed_by text,
  -- Who is told by mail when the first sync has ended; null: nobody left an address.
  tell text,
  told_at bigint,
  primary key (workspace, company),
  foreign key (workspace, company) references tieout.company (workspace, id)
);
call tieout.protect('onboarding');

-- Cards of connectors that this workspace does not show.
create table tieout.hidden_connector (
  workspace uuid not null references tieout.workspace,
  connector text not null,
  hidden_at bigint not null,
  hidden_by text not null,
  primary key (workspace, connector)
);
call tieout.protect('hidden_connector');

-- The cache of a connection that is being made is filled too: its settings are chosen from it. After a refused sign-in it rests until
-- someone gives other credentials.
grant select (fault) on tieout.connection to {{definer}};
grant create on schema tieout to {{definer}};
create or replace function tieout.due_references(moment bigint)
  returns table (workspace uuid, connection uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.workspace, c.id from tieout.connection c
   where coalesce(c.next_reference_at <= moment, true) and coalesce(c.not_before <= moment, true)
     and (c.state in ('active', 'verify_first')
          or c.state = 'connecting' and c.fault ->> 'retry' is distinct from 'connection')
$$;
revoke create on schema tieout from {{definer}};

-- Workspaces in which a first sync was begun by somebody who has not been told of its end.
grant select (workspace, confirmed_at, tell, told_at) on tieout.onboarding to {{definer}};
create policy scan on tieout.onboarding for select to {{definer}} using (true);
create index onboarding_untold on tieout.onboarding (workspace) where confirmed_at is not null and tell is not null and told_at is null;
grant create on schema tieout to {{definer}};
create function tieout.untold_first_syncs()
  returns table (workspace uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select distinct o.workspace from tieout.onboarding o
   where o.confirmed_at is not null and o.tell is not null and o.told_at is null
$$;
alter function tieout.untold_first_syncs() owner to {{definer}};
revoke all on function tieout.untold_first_syncs() from public;
grant execute on function tieout.untold_first_syncs() to {{runtime}};
revoke create on schema tieout from {{definer}};
