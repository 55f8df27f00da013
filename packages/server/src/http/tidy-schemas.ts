type Schemas = Record<string, unknown>

const prefix = '#/components/schemas/'
const reference = /"#\/components\/schemas\/([\w.-]+)"/g

function referencesIn(value: unknown): string[] {
  return [...JSON.stringify(value ?? null).matchAll(reference)].map((match) => match[1] ?? '')
}

/** Names of all schemas that something reachable from `root` points to. */
function reachable(root: unknown, schemas: Schemas): Set<string> {
  const found = new Set<string>()
  const open = referencesIn(root)
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue
    found.add(name)
    open.push(...referencesIn(schemas[name]))
  }
  return found
}

function withoutSuffix(name: string, kept: Set<string>, schemas: Schemas): string {
  if (!name.endsWith('Input')) return name
  const plain = name.slice(0, -'Input'.length)
  if (!kept.has(plain)) return plain
  const same = JSON.stringify(schemas[name]) === JSON.stringify(schemas[plain])
  return same ? plain : name
}

/**
 * The schema library writes every named schema twice, as input and as output. Keeps what the operations use, under one name where the
 * two do not differ.
 */
export function tidySchemas<Document extends { paths?: unknown; components?: { schemas?: unknown } }>(
  document: Document,
): Document {
  const schemas = (document.components?.schemas ?? {}) as Schemas
  const kept = reachable(document.paths, schemas)
  const names = new Map([...kept].map((name) => [name, withoutSuffix(name, kept, schemas)]))
  const rename = <Value>(value: Value): Value =>
    JSON.parse(
      JSON.stringify(value).replaceAll(
        reference,
        (_, name: string) => `"${prefix}${names.get(name) ?? name}"`,
      ),
    ) as Value
  const tidied: Schemas = {}
  for (const name of [...kept].sort()) tidied[names.get(name) ?? name] = rename(schemas[name])
  return {
    ...document,
    paths: rename(document.paths),
    components: { ...document.components, schemas: tidied },
  }
}
