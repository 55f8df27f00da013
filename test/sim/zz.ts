import * as H from './history.ts'
import { World } from './world.ts'
const seed = Number(process.argv[2]),
  id = process.argv[3]!
let w: any
const orig = World.prototype.put
World.prototype.put = async function (this: any, ...a: any[]) {
  w = this
  const r = await (orig as any).apply(this, a)
  if (a[1] === id) console.log('PUT', this.time.clock.now(), JSON.stringify(a.slice(2)), r.kind)
  return r
} as any
const r = await H.runHistory(seed)
console.log(r.violations)
const link = w.tables.links.values().find((l: any) => l.appId === id)
console.log(JSON.stringify(link, null, 1))
console.log(JSON.stringify(w.tables.apps.get(link.type + ':' + id)))
console.log(JSON.stringify(w.remoteOf(link)))
for (const t of w.tables.timeline.filter((t: any) => t.link === link.id))
  console.log(t.at, t.kind, JSON.stringify(t.params))
for (const t of w.tables.changes.filter((t: any) => t.id === id)) console.log(t.at, JSON.stringify(t))
for (const t of w.intents(link))
  console.log(
    JSON.stringify({
      ...t,
      draft: { op: t.draft.op, v: t.draft.version, g: t.draft.generation, d: t.draft.data },
    }),
  )
