-- What was asked of Intacct for a write and what it answered, for support: secrets removed, for owners only, kept for 30 days.
create table tieout.exchange (
  workspace uuid not null,
  connection uuid not null,
  -- Of the function: the same for every try of one write.
  control_id text not null,
  seq bigint generated always as identity,
  at bigint not null,
  -- Milliseconds from sending to the end of the answer.
  ms integer not null,
  -- HTTP status of the whole request; 0: no answer came.
  status integer not null,
  function text not null,
  outcome text not null check (outcome in ('ok', 'failed', 'unknown')),
  request text not null,
  answer text not null,
  primary key (workspace, connection, control_id, seq),
  foreign key (workspace, connection) references tieout.connection (workspace, id)
);
create index exchange_old on tieout.exchange (workspace, at) where tieout.via('exchange_old', workspace);
call tieout.protect('exchange');

-- Retention goes through the workspaces one by one, each under its own policy.
create function tieout.workspace_ids()
  returns table (workspace uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select w.workspace from tieout.workspace w
$$;
grant create on schema tieout to {{definer}};
alter function tieout.workspace_ids() owner to {{definer}};
revoke all on function tieout.workspace_ids() from public;
grant execute on function tieout.workspace_ids() to {{runtime}};
revoke create on schema tieout from {{definer}};
