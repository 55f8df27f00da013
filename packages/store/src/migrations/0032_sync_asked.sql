-- Who asked for a sync while the run under way had read all and was still sending: another run starts right after it.
alter table tieout.connection add column sync_asked_by text;
