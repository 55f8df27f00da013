-- An Order Entry document deletes its A/R invoice and makes another with every edit (RECORDNO changes): the document's own key lasts, and
-- so does the link.
alter table tieout.remote_record add column document text;
create index remote_record_document on tieout.remote_record (workspace, connection, type, document)
  where document is not null and tieout.via('remote_record_document', workspace);

alter table tieout.wanted_read drop constraint wanted_read_by_check;
alter table tieout.wanted_read add constraint wanted_read_by_check check (by in ('key', 'number', 'document'));
