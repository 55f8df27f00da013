-- What people call the business application of a workspace: the name of the left side on the pages. Empty: it has none.
alter table tieout.workspace add column app text not null default '';
