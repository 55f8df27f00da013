import { registerHooks } from 'node:module'

/** Lives a few histories, some of them through XML bytes, and prints the modules that were loaded for it, one a line. */
const loaded = new Set<string>()
registerHooks({
  load(url, context, next) {
    loaded.add(url)
    return next(url, context)
  },
})
const { live } = await import('./story.ts')
for (let seed = 1; seed <= 30; seed += 1) await live({ seed })
console.log([...loaded].join('\n'))
