-- Workspaces, their people and their companies. Moments are epoch milliseconds, given by the caller.
-- {{runtime}}, {{definer}}, {{auth}} and {{jobs}} are this installation's roles.

create schema auth authorization {{auth}};
create schema jobs authorization {{jobs}};
grant usage on schema tieout to {{runtime}}, {{definer}};

-- Every business table goes through this: nothing crosses a workspace, not even for the owner.
create procedure tieout.protect(name text) language plpgsql as $$
begin
  execute format('alter table tieout.%I enable row level security', name);
  execute format('alter table tieout.%I force row level security', name);
  execute format(
    'create policy workspace on tieout.%I
       using (workspace = (select nullif(current_setting(''tieout.ws'', true), '''')::uuid))
       with check (workspace = (select nullif(current_setting(''tieout.ws'', true), '''')::uuid))', name);
  execute format('grant select, insert, update, delete on tieout.%I to {{runtime}}', name);
end $$;
revoke execute on procedure tieout.protect(text) from public;

-- One row: this installation. Not a tenant's.
create table tieout.installation (
  id text primary key,
  created_at bigint not null,
  -- Since when the installation is in "verify first" (after a restore or a copied folder); null otherwise.
  verify_since bigint
);
create unique index installation_one on tieout.installation ((true));
grant select on tieout.installation to {{runtime}};

create table tieout.workspace (
  workspace uuid primary key,
  name text not null,
  created_at bigint not null
);
call tieout.protect('workspace');

create table tieout.member (
  workspace uuid not null references tieout.workspace,
  id uuid not null,
  -- The identity in schema auth; null until the invitation is accepted.
  user_id text,
  email text not null,
  name text not null default '',
  role text not null check (role in ('owner', 'operator', 'viewer')),
  invitation_hash text,
  invited_at bigint,
  invited_by text,
  joined_at bigint,
  primary key (workspace, id)
);
create unique index member_email on tieout.member (workspace, lower(email));
create unique index member_user on tieout.member (workspace, user_id) where user_id is not null;
create index member_of_user on tieout.member (user_id) where user_id is not null;
create unique index member_invitation on tieout.member (invitation_hash) where invitation_hash is not null;
call tieout.protect('member');

create table tieout.api_key (
  workspace uuid not null references tieout.workspace,
  id uuid not null,
  name text not null,
  role text not null check (role in ('owner', 'operator', 'viewer')),
  prefix text not null,
  -- SHA-256 of the key, hex; the key itself is shown once and kept nowhere.
  hash text not null,
  created_at bigint not null,
  created_by text not null,
  last_used_at bigint,
  revoked_at bigint,
  primary key (workspace, id)
);
create unique index api_key_hash on tieout.api_key (hash);
call tieout.protect('api_key');

create table tieout.audit_log (
  workspace uuid not null references tieout.workspace,
  seq bigint generated always as identity,
  at bigint not null,
  actor text not null,
  action text not null,
  target text not null,
  before jsonb,
  after jsonb,
  ip text,
  primary key (workspace, seq)
);
call tieout.protect('audit_log');
-- Append only: not even the program may change what it wrote.
revoke update, delete on tieout.audit_log from {{runtime}};

create table tieout.company (
  workspace uuid not null references tieout.workspace,
  id uuid not null,
  name text not null,
  created_at bigint not null,
  primary key (workspace, id)
);
call tieout.protect('company');

create table tieout.connection (
  workspace uuid not null,
  id uuid not null,
  company uuid not null,
  connector text not null default 'intacct',
  installation text not null,
  state text not null default 'active' check (state in ('active', 'paused', 'verify_first', 'disconnected')),
  settings jsonb not null default '{}',
  settings_version integer not null default 1,
  -- Sealed (AES-256-GCM); never selected by anything that answers a person.
  credentials text,
  credentials_set_at bigint,
  credentials_set_by text,
  endpoint text,
  -- What pacing is by: the Intacct company, whichever connection calls.
  remote_company text not null,
  entity text,
  remote_user text,
  fault jsonb,
  -- Calls in a row that could not reach Intacct, and the moment before which it is left alone.
  failures integer not null default 0,
  not_before bigint,
  paused_at bigint,
  paused_by text,
  next_inbound_at bigint,
  next_reference_at bigint,
  last_sync_at bigint,
  last_failure_at bigint,
  last_failure jsonb,
  created_at bigint not null,
  primary key (workspace, id),
  foreign key (workspace, company) references tieout.company (workspace, id)
);
create unique index connection_of_company on tieout.connection (workspace, company) where state <> 'disconnected';
create unique index connection_of_entity on tieout.connection (workspace, remote_company, coalesce(entity, ''))
  where state <> 'disconnected';
create index connection_remote_company on tieout.connection (remote_company);
call tieout.protect('connection');

create table tieout.connection_settings (
  workspace uuid not null,
  connection uuid not null,
  version integer not null,
  settings jsonb not null,
  changed_at bigint not null,
  changed_by text not null,
  primary key (workspace, connection, version),
  foreign key (workspace, connection) references tieout.connection (workspace, id)
);
call tieout.protect('connection_settings');
revoke update, delete on tieout.connection_settings from {{runtime}};
