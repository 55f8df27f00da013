-- Mail to people: where it goes out, who is told of a connection's faults, what they were told, and what is still to be sent.

create table tieout.mail_relay (
  workspace uuid primary key references tieout.workspace,
  host text not null,
  port integer not null check (port between 1 and 65535),
  security text not null check (security in ('tls', 'starttls', 'none')),
  user_name text,
  -- Sealed (AES-256-GCM); never selected by anything that answers a person.
  password text,
  sender text not null,
  changed_at bigint not null,
  changed_by text not null
);
call tieout.protect('mail_relay');

create table tieout.alert_address (
  workspace uuid not null,
  connection uuid not null,
  address text not null,
  added_at bigint not null,
  added_by text not null,
  primary key (workspace, connection, address),
  foreign key (workspace, connection) references tieout.connection (workspace, id)
);
call tieout.protect('alert_address');

-- One fault of a connection from when it was seen until it is over.
create table tieout.alert (
  workspace uuid not null,
  id uuid not null,
  connection uuid not null,
  cause text not null,
  sentence text not null,
  cure text not null,
  since bigint not null,
  -- The last mail about it; null: nobody was told.
  mailed_at bigint,
  over_at bigint,
  primary key (workspace, id),
  foreign key (workspace, connection) references tieout.connection (workspace, id)
);
create unique index alert_open on tieout.alert (workspace, connection, cause) where over_at is null;
call tieout.protect('alert');

create table tieout.mail (
  workspace uuid not null references tieout.workspace,
  id uuid not null,
  recipients text[] not null,
  subject text not null,
  body text not null,
  created_at bigint not null,
  -- When it is tried next; null: sent, or given up.
  due_at bigint,
  tries integer not null default 0,
  sent_at bigint,
  -- What the relay said last, when it did not take it.
  failure text,
  primary key (workspace, id)
);
create index mail_due on tieout.mail (due_at) where due_at is not null;
create index mail_newest on tieout.mail (workspace, created_at desc, id desc);
call tieout.protect('mail');

grant select (workspace, id, due_at) on tieout.mail to {{definer}};
grant select (workspace) on tieout.alert_address to {{definer}};
grant select (workspace, over_at) on tieout.alert to {{definer}};
create policy scan on tieout.mail for select to {{definer}} using (true);
create policy scan on tieout.alert_address for select to {{definer}} using (true);
create policy scan on tieout.alert for select to {{definer}} using (true);

create function tieout.due_mail(moment bigint, most integer)
  returns table (workspace uuid, id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.workspace, m.id from tieout.mail m where m.due_at <= moment order by m.due_at limit most
$$;

-- Workspaces in which somebody wants to be told, or was told of something that is not over.
create function tieout.watched_workspaces()
  returns table (workspace uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.workspace from tieout.alert_address a union select o.workspace from tieout.alert o where o.over_at is null
$$;

grant create on schema tieout to {{definer}};
alter function tieout.due_mail(bigint, integer) owner to {{definer}};
alter function tieout.watched_workspaces() owner to {{definer}};
revoke all on function tieout.due_mail(bigint, integer), tieout.watched_workspaces() from public;
grant execute on function tieout.due_mail(bigint, integer), tieout.watched_workspaces() to {{runtime}};
revoke create on schema tieout from {{definer}};
