-- How often each field of a record has gone back and forth between both sides.
alter table tieout.link add column bounces jsonb not null default '{}';
alter table tieout.link alter column bounces set statistics 0;
