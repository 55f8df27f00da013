-- Writes, reads and passes of work.

create table tieout.intent (
  workspace uuid not null,
  connection uuid not null,
  id text not null,
  seq bigint generated always as identity,
  link uuid not null,
  type text not null,
  type_order smallint not null,
  app_id text not null,
  op text not null check (op in ('create', 'update', 'reverse', 'delete')),
  state text not null check (state in ('queued', 'sent', 'unknown', 'written', 'done', 'failed')),
  version bigint not null,
  incarnation integer not null,
  generation integer not null,
  control_id text not null,
  marker text not null,
  command jsonb not null,
  key text,
  fault jsonb,
  why text,
  fingerprint text,
  read_back_hash text,
  -- Lease: only this holder, with this fence, may write down what became of it.
  holder text,
  fence bigint not null default 0,
  -- How many times it was marked sent.
  sends integer not null default 0,
  lease_until bigint,
  -- Last moment at which a request may have left.
  sent_at bigint,
  first_sent_at bigint,
  searches integer not null default 0,
  due_at bigint not null,
  created_at bigint not null,
  closed_at bigint,
  -- What happened to it, oldest first: the trail that proves a posting.
  evidence jsonb not null default '[]',
  primary key (workspace, connection, id),
  foreign key (workspace, connection, link) references tieout.link (workspace, connection, id)
);
create unique index intent_control on tieout.intent (workspace, connection, control_id);
-- At most one write of a record may be on its way or in doubt, and at most one be meant.
create unique index intent_open on tieout.intent (workspace, connection, link) where state in ('sent', 'unknown');
create unique index intent_queued on tieout.intent (workspace, connection, link) where state = 'queued';
-- A failed one is taken over by its next generation, so there is never a second row.
create unique index intent_create on tieout.intent (workspace, connection, type, app_id, incarnation) where op = 'create';
create unique index intent_change on tieout.intent (workspace, connection, type, app_id, incarnation, op, version, generation)
  where op <> 'create';
create index intent_posting on tieout.intent (workspace, connection, type_order, seq) where state = 'queued';
create index intent_due on tieout.intent (workspace, connection, state, due_at) where state in ('queued', 'unknown');
create index intent_lease on tieout.intent (workspace, connection, lease_until) where state = 'sent';
create index intent_marker on tieout.intent (workspace, connection, marker) where op = 'create';
create index intent_of_link on tieout.intent (workspace, connection, link, seq desc);
call tieout.protect('intent');

create table tieout.stream (
  workspace uuid not null,
  connection uuid not null,
  stream text not null,
  watermark text,
  watermark_at bigint,
  window_mode text check (window_mode in ('backfill', 'changes')),
  window_from text,
  window_ceiling text,
  window_opened_at bigint,
  cursor_stamp text,
  cursor_key text,
  last_look_back_at bigint,
  -- The remote present when the first window was opened: what carried an earlier stamp was so when the backfill read it.
  backfill_since text,
  primary key (workspace, connection, stream),
  foreign key (workspace, connection) references tieout.connection (workspace, id)
);
call tieout.protect('stream');

create table tieout.wanted_read (
  workspace uuid not null,
  connection uuid not null,
  type text not null,
  -- RECORDNO, or the number where a pointer holds that.
  key text not null,
  by text not null check (by in ('key', 'number')),
  why text not null,
  -- The next direct read is believed even if its stamp is older than what we hold.
  believe boolean not null default false,
  revision bigint not null,
  -- The revision that was last handed out to be read; a want raised since then outlives that read.
  taken bigint,
  primary key (workspace, connection, type, by, key),
  foreign key (workspace, connection) references tieout.connection (workspace, id)
);
create index wanted_read_order on tieout.wanted_read (workspace, connection, revision);
call tieout.protect('wanted_read');

create table tieout.run (
  workspace uuid not null,
  connection uuid not null,
  id text not null,
  kind text not null check (kind in ('scheduled', 'sync_now', 'import', 'initial', 'push', 'history')),
  by text,
  state text not null default 'running' check (state in ('running', 'done', 'failed', 'cancelled', 'lost')),
  started_at bigint not null,
  ended_at bigint,
  heartbeat_at bigint not null,
  cancel_requested boolean not null default false,
  phase text,
  done integer not null default 0,
  of integer,
  read integer not null default 0,
  written integer not null default 0,
  adopted integer not null default 0,
  skipped integer not null default 0,
  failed integer not null default 0,
  per_type jsonb,
  fault jsonb,
  primary key (workspace, connection, id),
  foreign key (workspace, connection) references tieout.connection (workspace, id)
);
create index run_newest on tieout.run (workspace, connection, started_at desc, id desc);
create index run_open on tieout.run (workspace, connection, heartbeat_at) where state = 'running';
call tieout.protect('run');
