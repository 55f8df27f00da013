import type { Element } from '../xml/element.ts'
import type { UnitPrices } from './settings.ts'

/** What a function costs in API units: a price for each object of a create, update or delete, else for the call (reference 7.3). */
export function unitsOf(element: Element, prices: UnitPrices): number {
  const price = prices[element.name] ?? prices['*'] ?? 1
  if (element.name === 'create' || element.name === 'update') return price * element.children.length
  if (element.name !== 'delete') return price
  const keys = element.children.find((each) => each.name === 'keys')?.text ?? ''
  return price * Math.max(1, keys.split(',').filter((key) => key.trim() !== '').length)
}
