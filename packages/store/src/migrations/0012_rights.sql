-- What our user was shown by a stream's last window, and look-backs that go by key.

alter table tieout.stream add column rights jsonb not null default '{"shown": [], "unseen": [], "since": null}';

alter table tieout.stream drop constraint stream_window_mode_check;
alter table tieout.stream add constraint stream_window_mode_check check (window_mode in ('backfill', 'changes', 'look_back'));
