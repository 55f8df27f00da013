-- A slot's lease is short and prolonged while its holder lives, so that what a killed worker held is free within seconds.
create function tieout.slot_renew(for_company text, held_slot integer, held_fence bigint, lease bigint) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  update tieout.slot s set until = lease
   where s.remote_company = for_company and s.slot = held_slot and s.fence = held_fence and s.until > 0
$$;
grant create on schema tieout to {{definer}};
alter function tieout.slot_renew(text, integer, bigint, bigint) owner to {{definer}};
revoke all on function tieout.slot_renew(text, integer, bigint, bigint) from public;
grant execute on function tieout.slot_renew(text, integer, bigint, bigint) to {{runtime}};
revoke create on schema tieout from {{definer}};
