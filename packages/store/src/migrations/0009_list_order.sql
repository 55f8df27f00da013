-- What lists are ordered and narrowed by, as plain columns of types whose comparison is known to reveal nothing. Under row-level security
-- an index serves a condition only then: not one on an expression, nor on a numeric.
alter table tieout.link
  add column date_order date not null generated always as (coalesce(date, '-infinity'::date)) stored,
  -- Of no use for sums: an amount beyond 9 × 10^18 minor units is ordered as that.
  add column amount_order bigint not null generated always as
    (least(greatest(coalesce(amount_minor, 0), -9000000000000000000), 9000000000000000000)::bigint) stored;
drop index tieout.link_grid_date, tieout.link_grid_amount;
create index link_grid_date on tieout.link (workspace, connection, date_order desc, id desc)
  where role = 'main' and tieout.via('grid', workspace);
create index link_grid_amount on tieout.link (workspace, connection, amount_order desc, id desc)
  where role = 'main' and tieout.via('grid', workspace);
