-- At most one run of a connection reads at a time. Two that began in the same moment were both kept: the newest goes on, the others are over.
-- Only this role sees every workspace.
set local role {{backup}};
update tieout.run r set state = 'lost', ended_at = r.heartbeat_at
 where r.state = 'running' and r.kind in ('scheduled', 'sync_now', 'initial', 'history')
   and exists (select 1 from tieout.run n
                where n.workspace = r.workspace and n.connection = r.connection and n.state = 'running'
                  and n.kind in ('scheduled', 'sync_now', 'initial', 'history')
                  and (n.started_at, n.id) > (r.started_at, r.id));
reset role;
create unique index run_reading on tieout.run (workspace, connection)
  where state = 'running' and kind in ('scheduled', 'sync_now', 'initial', 'history');
