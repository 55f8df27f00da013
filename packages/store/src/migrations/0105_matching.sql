-- What the app has of its own against what Intacct has: lists, proposals and what people decided, when a company connects and later.

create table tieout.match_item (
  workspace uuid not null,
  connection uuid not null,
  -- account, tax_type, tracking_option, customer, contact
  kind text not null,
  app_id text not null,
  -- Number or code that people know it by.
  code text not null default '',
  name text not null,
  -- E-mail, tax number, rate, dimension: what else tells who it is.
  extra jsonb not null default '{}',
  state text not null default 'open' check (state in ('open', 'matched', 'archived', 'created')),
  -- Which one it is in Intacct; all null unless matched.
  remote_type text,
  remote_key text,
  remote_id text,
  remote_name text,
  -- What it is created as; null unless created.
  create_as text,
  decided_by text,
  decided_at bigint,
  -- The deed that decided it last, to be undone.
  step uuid,
  proposal jsonb,
  -- The proposal may be accepted together with others.
  sure boolean not null default false,
  primary key (workspace, connection, kind, app_id),
  foreign key (workspace, connection) references tieout.connection (workspace, id),
  check ((state = 'matched') = (remote_key is not null)),
  check ((state = 'created') = (create_as is not null))
);
call tieout.protect('match_item');
-- Each record of Intacct is used once, whatever the order of clicks.
create unique index match_item_remote on tieout.match_item (workspace, connection, remote_type, remote_key)
  where remote_key is not null and tieout.via('match_item_remote', workspace);
create index match_item_value on tieout.match_item (workspace, connection, remote_type, remote_id)
  where remote_id is not null and tieout.via('match_item_value', workspace);
create index match_item_name on tieout.match_item (workspace, connection, kind, name collate "C", app_id)
  where tieout.via('match_item_name', workspace);

-- How each item stood before a deed.
create table tieout.match_step (
  workspace uuid not null,
  connection uuid not null,
  step uuid not null,
  kind text not null,
  app_id text not null,
  at bigint not null,
  before jsonb not null,
  primary key (workspace, connection, step, kind, app_id),
  foreign key (workspace, connection) references tieout.connection (workspace, id)
);
call tieout.protect('match_step');

create table tieout.match_kind (
  workspace uuid not null,
  connection uuid not null,
  kind text not null,
  -- When the app's list was taken, and when proposals were made from it.
  listed_at bigint,
  proposed_at bigint,
  primary key (workspace, connection, kind),
  foreign key (workspace, connection) references tieout.connection (workspace, id)
);
call tieout.protect('match_kind');
