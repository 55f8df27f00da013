import { expect, test } from 'vitest'
import { fieldTable } from '../../src/objects/field-notation.ts'
import { fieldsOf, objectNamed, OBJECTS, queryableFields } from '../../src/objects/objects.ts'
import { LEGACY_NAMES, legacyOrder } from '../../src/writing/legacy.ts'

test('the notation of fields is read whole', () => {
  expect([...fieldTable('A°:i B*{x y|z} C.D:T E*°:b F:e{|days}').values()]).toEqual([
    { name: 'A', type: 'integer', required: false, readOnly: true, values: [] },
    { name: 'B', type: 'text', required: true, readOnly: false, values: ['x y', 'z'] },
    { name: 'C.D', type: 'timestamp', required: false, readOnly: false, values: [] },
    { name: 'E', type: 'boolean', required: true, readOnly: true, values: [] },
    { name: 'F', type: 'enum', required: false, readOnly: false, values: ['days'] },
  ])
})

test.each(OBJECTS.map((descriptor) => [descriptor.object, descriptor] as const))(
  '%s: whatever its descriptor names is a field of it, and every write exists',
  (object, descriptor) => {
    const fields = fieldsOf(object)
    const { key, name, number, modified, created, date, state, core, writes } = descriptor
    for (const field of [key, name, number, modified, created, date, state, ...core]) {
      if (field !== null) expect(fields.has(field), field).toBe(true)
    }
    expect(core.filter((field) => descriptor.notQueryable.includes(field))).toEqual([])
    for (const stamp of [modified, created]) {
      if (stamp !== null && object !== 'DEPOSIT') expect(fields.get(stamp)?.type, stamp).toBe('timestamp')
    }
    for (const way of Object.values(writes)) {
      if (way !== 'generic') expect(LEGACY_NAMES).toContain(way.replace('legacy:', ''))
    }
    const create = writes.create
    if (create !== undefined && create !== 'generic') {
      const order = legacyOrder(create.replace('legacy:', ''))
      for (const legacy of Object.keys(descriptor.legacyNames ?? {})) expect(order, legacy).toContain(legacy)
    }
  },
)

test('documents are told by AUWHENCREATED, master data by WHENCREATED', () => {
  expect(objectNamed('ARINVOICE')).toMatchObject({
    created: 'AUWHENCREATED',
    date: 'WHENCREATED',
    lines: { link: 'RECORDKEY' },
  })
  expect(objectNamed('CUSTOMER')).toMatchObject({ created: 'WHENCREATED', date: null })
  expect(fieldsOf('ARINVOICE').get('WHENCREATED')?.type).toBe('date')
})

test('what cannot be queried is not offered', () => {
  expect(queryableFields('ARINVOICE')).not.toContain('RECORD_URL')
  expect(queryableFields('ARINVOICE')).toContain('TRX_TOTALDUE')
  expect(queryableFields('CUSTOMER', true)).toContain('DISPLAYCONTACT.MAILADDRESS.CITY')
  expect(() => objectNamed('NOTHING')).toThrow('no descriptor')
})
