-- What a reading proves, and whose window it belongs to.

-- The turn (of tieout.revision) at which a reading last said so. An answer that was asked for before then may be older than what is stored.
alter table tieout.remote_record add column turn bigint not null default 0;

-- Rises whenever someone takes the stream's window: what comes under an older fence changes nothing.
alter table tieout.stream add column window_fence bigint not null default 0;

-- The turn says which answer is newer; no read has to be believed in advance any more.
alter table tieout.wanted_read drop column believe;
