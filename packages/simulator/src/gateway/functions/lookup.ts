import type { FieldDefinition, FieldType, ObjectDefinition } from '../../books/contract.ts'
import { branch, childText, leaf, type Branch, type Element } from '../../xml/element.ts'
import type { Call, FunctionHandler } from '../call.ts'
import { errors } from '../errors.ts'
import { objectFor } from '../permission.ts'

const datatypes: Readonly<Record<FieldType, string>> = {
  text: 'TEXT',
  integer: 'INTEGER',
  decimal: 'DECIMAL',
  currency: 'CURRENCY',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  enum: 'ENUM',
  percent: 'PERCENT',
}

/** `CUSTOMERID` → `Customerid`: the definitions have no labels of their own for fields. */
function labelOf(name: string): string {
  return name.charAt(0) + name.slice(1).toLowerCase().replaceAll('_', ' ')
}

function fieldElement(field: FieldDefinition): Branch {
  const label = labelOf(field.name)
  return branch('Field', [
    leaf('ID', field.name),
    leaf('LABEL', label),
    leaf('DESCRIPTION', label),
    leaf('REQUIRED', String(field.required)),
    leaf('READONLY', String(field.readonly)),
    leaf('DATATYPE', datatypes[field.type]),
    ...(field.values === undefined
      ? []
      : [
          branch(
            'VALIDVALUES',
            field.values.map((value) => leaf('VALIDVALUE', value)),
          ),
        ]),
    leaf('ISCUSTOM', String(field.custom === true)),
  ])
}

/** `lookup` (reference 3.5): fields, types, values and relationships of one object. */
export const lookup: FunctionHandler = (call, element) => {
  const object = objectFor(call, childText(element, 'object') ?? '', 'READ', errors.queryObject)
  const relationships = object.relationships.map((each) =>
    branch('Relationship', [
      leaf('OBJECTPATH', each.path),
      leaf('OBJECTNAME', each.object),
      leaf('LABEL', ''),
      leaf('RELATIONSHIPTYPE', 'MANY2ONE'),
      leaf('RELATEDBY', each.by),
    ]),
  )
  const type = branch(
    'Type',
    [branch('Fields', [...object.fields.values()].map(fieldElement)), branch('Relationships', relationships)],
    { Name: object.name, DocumentType: childText(element, 'docparid') ?? '' },
  )
  return [branch('data', [type], { listtype: 'All', count: '1' })]
}

function inspectField(field: FieldDefinition): Branch {
  return branch('Field', [
    leaf('Name', field.name),
    leaf('isRequired', String(field.required)),
    leaf('isReadOnly', String(field.readonly)),
    leaf('maxLength', ''),
    leaf('dataType', datatypes[field.type]),
    leaf('DisplayLabel', labelOf(field.name)),
  ])
}

function inspected(object: ObjectDefinition, detail: boolean): Branch {
  const fields = [...object.fields.values()].map((field) =>
    detail ? inspectField(field) : leaf('Field', field.name),
  )
  return branch('Type', [branch('Fields', fields)], { Name: object.name })
}

function definitionNamed(call: Call, element: Element): ObjectDefinition {
  const name = childText(element, 'object') ?? ''
  // By `name` it is a transaction definition of Order Entry.
  const byName = childText(element, 'name') === undefined ? name : 'SODOCUMENT'
  return objectFor(call, byName, 'READ', errors.genericObject)
}

/** `inspect` (reference 3.5): the fields of one object, or of `*` the names of all, whatever the caller's rights. */
export const inspect: FunctionHandler = (call, element) => {
  if (childText(element, 'object') === '*') {
    const types = call.company.books.definitions().map((each) => leaf('type', each.name))
    return [branch('data', types, { listtype: 'All', count: String(types.length) })]
  }
  const type = inspected(definitionNamed(call, element), element.attributes.detail === '1')
  return [branch('data', [type], { listtype: 'All', count: '1' })]
}
