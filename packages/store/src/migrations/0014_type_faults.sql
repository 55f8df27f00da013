-- Why one object type is not read now, while the others are.
alter table tieout.stream add column fault jsonb;
