import { z } from 'zod'

/** An id that is no UUID is an id of nothing: the same answer as for one of another workspace. */
const id = z.string().max(200)

export const companyParams = z.strictObject({ company: id })
export const connectionParams = z.strictObject({ connection: id })
export const runParams = z.strictObject({ connection: id, run: id })
export const importParams = z.strictObject({ connection: id, import: id })
export const recordParams = z.strictObject({
  connection: id,
  type: z.string().max(60),
  id: z.string().min(1).max(128),
})
export const referenceTypeParams = z.strictObject({ connection: id, type: z.string().max(80) })
export const referenceParams = z.strictObject({
  connection: id,
  type: z.string().max(80),
  id: z.string().min(1).max(200),
})
export const idParams = z.strictObject({ id })
