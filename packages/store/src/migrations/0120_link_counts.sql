-- How many records a connection has per type, status and reason, so that a list tells its counts without counting. What a statement moves is
-- added as rows of its own, so that writers never wait for each other; now and then the rows of a connection are made one per group.
create table tieout.link_count (
  workspace uuid not null,
  connection uuid not null,
  seq bigint not null generated always as identity,
  type text not null,
  status text not null,
  -- '' for none yet.
  reason text not null,
  -- To be added up: more records in this group, or fewer.
  records bigint not null,
  primary key (workspace, connection, seq),
  foreign key (workspace, connection) references tieout.connection (workspace, id)
);
call tieout.protect('link_count');
-- It counts what a restore puts in.
grant delete on tieout.link_count to {{backup}};

create procedure tieout.add_up_counts(of_workspace uuid, of_connection uuid)
  language sql set search_path = pg_catalog, pg_temp as $$
  with taken as (
    select seq from tieout.link_count where workspace = of_workspace and connection = of_connection for update skip locked
  ), gone as (
    delete from tieout.link_count c using taken
     where c.workspace = of_workspace and c.connection = of_connection and c.seq = taken.seq
    returning c.type, c.status, c.reason, c.records
  )
  insert into tieout.link_count (workspace, connection, type, status, reason, records)
  select of_workspace, of_connection, type, status, reason, sum(records) from gone group by 3, 4, 5 having sum(records) <> 0
$$;

create function tieout.count_new_links() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  ripe record;
begin
  for ripe in
    with moved as (
      select workspace, connection, type, status, coalesce(reason, '') as reason, 1 as n from rows_now where role = 'main'
    ), added as (
      insert into tieout.link_count (workspace, connection, type, status, reason, records)
      select workspace, connection, type, status, reason, sum(n) from moved group by 1, 2, 3, 4, 5 having sum(n) <> 0
      returning workspace, connection, seq
    )
    select workspace, connection from added where seq % 64 = 0 group by 1, 2
  loop
    call tieout.add_up_counts(ripe.workspace, ripe.connection);
  end loop;
  return null;
end $$;

create function tieout.count_gone_links() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  ripe record;
begin
  for ripe in
    with moved as (
      select workspace, connection, type, status, coalesce(reason, '') as reason, -1 as n from rows_before where role = 'main'
    ), added as (
      insert into tieout.link_count (workspace, connection, type, status, reason, records)
      select workspace, connection, type, status, reason, sum(n) from moved group by 1, 2, 3, 4, 5 having sum(n) <> 0
      returning workspace, connection, seq
    )
    select workspace, connection from added where seq % 64 = 0 group by 1, 2
  loop
    call tieout.add_up_counts(ripe.workspace, ripe.connection);
  end loop;
  return null;
end $$;

create function tieout.count_moved_links() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  ripe record;
begin
  for ripe in
    with moved as (
      select workspace, connection, type, status, coalesce(reason, '') as reason, 1 as n from rows_now where role = 'main'
      union all
      select workspace, connection, type, status, coalesce(reason, '') as reason, -1 as n from rows_before where role = 'main'
    ), added as (
      insert into tieout.link_count (workspace, connection, type, status, reason, records)
      select workspace, connection, type, status, reason, sum(n) from moved group by 1, 2, 3, 4, 5 having sum(n) <> 0
      returning workspace, connection, seq
    )
    select workspace, connection from added where seq % 64 = 0 group by 1, 2
  loop
    call tieout.add_up_counts(ripe.workspace, ripe.connection);
  end loop;
  return null;
end $$;

revoke all on procedure tieout.add_up_counts(uuid, uuid) from public;
revoke all on function tieout.count_new_links(), tieout.count_gone_links(), tieout.count_moved_links() from public;
grant execute on procedure tieout.add_up_counts(uuid, uuid) to {{runtime}}, {{backup}};

create trigger count_new after insert on tieout.link
  referencing new table as rows_now for each statement execute function tieout.count_new_links();
create trigger count_gone after delete on tieout.link
  referencing old table as rows_before for each statement execute function tieout.count_gone_links();
create trigger count_moved after update on tieout.link
  referencing old table as rows_before new table as rows_now for each statement execute function tieout.count_moved_links();

-- What is there already. Only this role sees every workspace.
set local role {{backup}};
insert into tieout.link_count (workspace, connection, type, status, reason, records)
select workspace, connection, type, status, coalesce(reason, ''), count(*) from tieout.link where role = 'main' group by 1, 2, 3, 4, 5;
reset role;
