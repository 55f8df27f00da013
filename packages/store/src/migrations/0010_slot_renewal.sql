-- Holds a slot on while its call is under way, so that its lease can be short: a killed holder's slots are free soon.
create function tieout.slot_renew(for_company text, held_slot integer, held_fence bigint, lease bigint) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  update tieout.slot s set until = lease
   where s.remote_company = for_company and s.slot = held_slot and s.fence = held_fence and s.until > 0
$$;
grant create on schema tieout to {{definer}};
alter function tieout.slot_renew(text, integer, bigint, bigint) owner to {{definer}};
revoke create on schema tieout from {{definer}};
revoke all on function tieout.slot_renew(text, integer, bigint, bigint) from public;
grant execute on function tieout.slot_renew(text, integer, bigint, bigint) to {{runtime}};
