-- Views of the grid that people keep: filters, order and columns under a name.
create table tieout.saved_view (
  workspace uuid not null references tieout.workspace,
  id uuid not null,
  -- The person, or the key, that made it.
  owner text not null,
  owner_name text not null,
  name text not null,
  -- Everybody of the workspace sees it.
  shared boolean not null,
  -- The query of the page's address, without its question mark.
  search text not null,
  columns text[] not null default '{}',
  created_at bigint not null,
  changed_at bigint not null,
  primary key (workspace, id)
);
create unique index saved_view_name on tieout.saved_view (workspace, owner, lower(name));
call tieout.protect('saved_view');
