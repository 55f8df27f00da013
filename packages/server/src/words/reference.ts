import { infoOfReference, isReferenceType } from '@tieout/engine/core/reference-types.ts'

/**
 * What people call a kind of reference data.
 * @param names the company's own names for its dimensions, by their names in Intacct
 */
export function titleOfReference(type: string, names: ReadonlyMap<string, string> = new Map()): string {
  if (!isReferenceType(type)) return type
  const info = infoOfReference(type)
  if (info === null) {
    const object = type.slice('udd:'.length)
    return names.get(object) ?? object
  }
  const own = info.dimension === undefined ? undefined : names.get(info.dimension)
  return own === undefined || own === '' || isStandard(own, info.plural)
    ? info.plural
    : `${own} (${info.plural})`
}

/** `Department` is what departments are called anyway. */
function isStandard(name: string, plural: string): boolean {
  return plural.toLowerCase().startsWith(name.toLowerCase().slice(0, 4))
}
