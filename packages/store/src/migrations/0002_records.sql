-- Both sides' records, what ties them, and what is to be looked at.

-- Raised with every mark and every settling of a link. Taken under the connection's lock only, so that its order is the order of commits.
create sequence tieout.revision;
grant usage on sequence tieout.revision to {{runtime}};

create table tieout.app_record (
  workspace uuid not null,
  connection uuid not null,
  type text not null,
  id text not null,
  version bigint not null,
  state text not null check (state in ('draft', 'approved', 'void')),
  data jsonb not null,
  hash text not null,
  received_at bigint not null,
  primary key (workspace, connection, type, id),
  foreign key (workspace, connection) references tieout.connection (workspace, id)
);
call tieout.protect('app_record');

create table tieout.remote_record (
  workspace uuid not null,
  connection uuid not null,
  type text not null,
  key text not null,
  number text not null,
  -- Name of a master record, '' for documents.
  name text not null default '',
  -- Intacct's own moments, in its own frame; compared as text.
  stamp text not null,
  created text not null,
  entity text,
  marker text,
  data jsonb not null,
  facts jsonb not null,
  hash text not null,
  presence text not null default 'present' check (presence in ('present', 'suspect', 'gone')),
  read_at bigint not null,
  primary key (workspace, connection, type, key),
  foreign key (workspace, connection) references tieout.connection (workspace, id)
);
create index remote_record_number on tieout.remote_record (workspace, connection, type, number);
create index remote_record_name on tieout.remote_record (workspace, connection, type, name) where name <> '';
create index remote_record_read on tieout.remote_record (workspace, connection, type, read_at desc) where presence = 'present';
call tieout.protect('remote_record');

-- Pointers of a record to others: rows of side 'app' by the record's id, of side 'remote' by its key.
create table tieout.record_reference (
  workspace uuid not null,
  connection uuid not null,
  side text not null check (side in ('app', 'remote')),
  type text not null,
  record text not null,
  ref_type text not null,
  ref_by text not null check (ref_by in ('id', 'key', 'number')),
  ref_value text not null,
  primary key (workspace, connection, side, type, record, ref_type, ref_by, ref_value)
);
create index record_reference_to on tieout.record_reference (workspace, connection, ref_type, ref_by, ref_value);
call tieout.protect('record_reference');

create table tieout.link (
  workspace uuid not null,
  connection uuid not null,
  id uuid not null,
  type text not null,
  -- Posting order of the type: parents first.
  type_order smallint not null,
  role text not null default 'main',
  -- The app's id; for an imported record a Tieout id until the app claims it.
  app_id text not null,
  -- From the remote side, and the app has put no version of its own.
  imported boolean not null,
  remote_key text,
  -- Keys of further remote records that carry our marker: a record posted twice stays an error until a person has resolved it.
  duplicates text[] not null default '{}',
  incarnation integer not null default 1,
  revision bigint not null,
  -- When to look at it: null never, 0 at once ("dirty"), else at that moment.
  due_at bigint,
  -- The revision at which it last became something that a waiting child should see.
  woke bigint not null default 0,
  outcome text,
  reason text,
  status text not null default 'pending',
  message jsonb not null default '{}',
  problem_cause text,
  problem_about text,
  problem_fault jsonb,
  problem_since bigint,
  base jsonb,
  told jsonb not null default '{}',
  choice text,
  choice_by text,
  choice_at bigint,
  -- Newest intent.
  intent text,
  -- What lists show.
  number text not null default '',
  party text not null default '',
  party_ref text not null default '',
  date date,
  amount_minor numeric(24, 0),
  currency text,
  version bigint,
  created_at bigint not null,
  changed_at bigint not null,
  primary key (workspace, connection, id),
  foreign key (workspace, connection) references tieout.connection (workspace, id)
);
create unique index link_app on tieout.link (workspace, connection, type, app_id) where role = 'main';
create unique index link_remote on tieout.link (workspace, connection, type, remote_key)
  where role = 'main' and remote_key is not null;
create index link_due on tieout.link (workspace, connection, type_order, imported, revision) where due_at is not null;
create index link_due_at on tieout.link (workspace, connection, due_at) where due_at is not null;
create index link_unmatched on tieout.link (workspace, connection, type, number) where remote_key is null;
create index link_party on tieout.link (workspace, connection, party_ref) where party_ref <> '';
create index link_grid on tieout.link (workspace, connection, changed_at desc, id desc);
create index link_grid_status on tieout.link (workspace, connection, status, type, changed_at desc, id desc);
create index link_grid_type on tieout.link (workspace, connection, type, changed_at desc, id desc);
create index link_grid_number on tieout.link (workspace, connection, number, id);
create index link_grid_date on tieout.link (workspace, connection, date desc, id desc);
create index link_problem on tieout.link (workspace, connection, problem_cause, problem_about) where problem_cause is not null;
call tieout.protect('link');

-- What a link waits for. It is looked at again when such a record gets linked.
create table tieout.waiting_reference (
  workspace uuid not null,
  connection uuid not null,
  link uuid not null,
  ref_type text not null,
  ref_by text not null,
  ref_value text not null,
  primary key (workspace, connection, link, ref_type, ref_by, ref_value),
  foreign key (workspace, connection, link) references tieout.link (workspace, connection, id) on delete cascade
);
create index waiting_reference_for on tieout.waiting_reference (workspace, connection, ref_type, ref_by, ref_value);
call tieout.protect('waiting_reference');
