-- What the app and people are told.

-- Hands out the feed's numbers: gapless and in the order of commits, because the row stays locked until the end of the transaction.
create table tieout.change_counter (
  workspace uuid not null,
  connection uuid not null,
  last bigint not null,
  primary key (workspace, connection),
  foreign key (workspace, connection) references tieout.connection (workspace, id)
);
call tieout.protect('change_counter');

create table tieout.change (
  workspace uuid not null,
  connection uuid not null,
  seq bigint not null,
  at bigint not null,
  type text not null,
  id text not null,
  op text not null check (op in ('create', 'update', 'void', 'delete')),
  data jsonb,
  base jsonb,
  cause text not null,
  primary key (workspace, connection, seq)
);
call tieout.protect('change');

create table tieout.timeline (
  workspace uuid not null,
  connection uuid not null,
  link uuid not null,
  seq bigint generated always as identity,
  at bigint not null,
  kind text not null,
  params jsonb not null,
  primary key (workspace, connection, link, seq)
);
call tieout.protect('timeline');

create table tieout.unit_count (
  workspace uuid not null,
  connection uuid not null,
  -- `YYYY-MM`
  month text not null,
  used bigint not null default 0,
  primary key (workspace, connection, month),
  foreign key (workspace, connection) references tieout.connection (workspace, id)
);
call tieout.protect('unit_count');

create table tieout.reference_cache (
  workspace uuid not null,
  connection uuid not null,
  -- Intacct's object name, e.g. GLACCOUNT.
  object text not null,
  key text not null,
  data jsonb not null,
  read_at bigint not null,
  primary key (workspace, connection, object, key),
  foreign key (workspace, connection) references tieout.connection (workspace, id)
);
call tieout.protect('reference_cache');

create table tieout.notification (
  workspace uuid not null references tieout.workspace,
  id uuid not null,
  connection uuid,
  member uuid,
  at bigint not null,
  kind text not null,
  params jsonb not null default '{}',
  read_at bigint,
  primary key (workspace, id)
);
create index notification_newest on tieout.notification (workspace, at desc, id desc);
call tieout.protect('notification');

-- Pacing of one Intacct company, whichever workspaces call it. Reached through functions only.
create table tieout.pacing (
  remote_company text primary key,
  in_flight smallint not null default 2,
  allowed smallint not null default 2,
  throttled_at bigint
);
create table tieout.slot (
  remote_company text not null references tieout.pacing,
  slot smallint not null,
  kind text not null,
  holder text not null,
  fence bigint not null,
  until bigint not null,
  primary key (remote_company, slot)
);
