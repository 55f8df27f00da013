-- Figures of the whole installation for its operator: sums and ages only, of no workspace in particular.

grant select (sent_at, created_at) on tieout.intent to {{definer}};
grant select (workspace, watermark_at) on tieout.stream to {{definer}};
grant select (month, used) on tieout.unit_count to {{definer}};
create policy scan on tieout.stream for select to {{definer}} using (true);
create policy scan on tieout.unit_count for select to {{definer}} using (true);

create function tieout.metrics(moment bigint, this_month text)
  returns table (name text, value double precision)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with intents as (
    select i.state, count(*) as many, min(coalesce(i.sent_at, i.created_at)) as oldest
      from tieout.intent i where i.state in ('queued', 'sent', 'unknown') group by i.state
  )
  select 'intents_open', coalesce(sum(many), 0) from intents
  union all select 'intents_open_age', greatest(0, moment - min(oldest)) / 1000.0 from intents
  union all select 'intents_unknown', coalesce(sum(many) filter (where state = 'unknown'), 0) from intents
  union all select 'intents_unknown_age', greatest(0, moment - min(oldest) filter (where state = 'unknown')) / 1000.0 from intents
  union all select 'links_dirty', count(*) from tieout.link l where l.due_at <= moment
  union all select 'watermark_age', greatest(0, moment - min(s.watermark_at)) / 1000.0
      from tieout.stream s where s.watermark_at is not null
  union all select 'units_month', coalesce(sum(u.used), 0) from tieout.unit_count u where u.month = this_month
  union all select 'slots_used', count(*) from tieout.slot s where s.until > moment
  union all select 'connections_' || c.state, count(*) from tieout.connection c group by c.state
$$;

grant create on schema tieout to {{definer}};
alter function tieout.metrics(bigint, text) owner to {{definer}};
revoke all on function tieout.metrics(bigint, text) from public;
grant execute on function tieout.metrics(bigint, text) to {{runtime}};
revoke create on schema tieout from {{definer}};
