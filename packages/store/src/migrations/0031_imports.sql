-- What a delivery by bulk refused, as the pages list it: at most 1,000 entries of {line, type, id, reason, cure}.
alter table tieout.run add column report jsonb;
create index run_imports on tieout.run (workspace, connection, started_at desc, id desc) where kind = 'import';
