-- What a person's choice says besides (another number, the record that it is, a value for each field), and what Intacct has, or gets, in
-- place of the app's own values since.
alter table tieout.link add column choice_detail jsonb;
alter table tieout.link add column instead jsonb not null default '{}';
alter table tieout.link alter column choice_detail set statistics 0, alter column instead set statistics 0;
