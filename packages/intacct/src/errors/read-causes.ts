import type { CatalogueEntry } from './entry.ts'

/** Refusals of reads (protocol reference 8.3). */
export const READ_CAUSES: readonly CatalogueEntry[] = [
  {
    cause: 'no_permission',
    retry: 'never',
    who: 'intacct_admin',
    sentence: 'The Intacct user may not do this[ with {object}].',
    cure: 'Its role needs the right[ {operation}] for[ {object} in] the module concerned. Until then nothing of it is read or written, and nothing counts as deleted.',
    when: [{ codes: ['PL04000005'] }, { text: /do not have permission for API/i }],
    fields: { operation: /API operation (\w+)/i, object: /objects of type (\w+)/i },
    samples: [
      [
        'PL04000005',
        'You do not have permission for API operation READ_BY_QUERY on objects of type arinvoice',
      ],
      ['', 'You do not have permission for API operation CREATE on objects of type customer'],
    ],
  },
  {
    cause: 'field_not_queryable',
    retry: 'never',
    who: 'admin',
    sentence: 'Intacct cannot search by a field that is mapped.',
    cure: 'Intacct shows[ {field}] but cannot query it. Take it out of the mapping, or use the field that Intacct offers instead.',
    when: [{ text: /following fields cannot be queried/i }],
    fields: { field: /cannot be queried:? ?([A-Z0-9_.,# ]+)/i },
    samples: [['XL03000006', 'The following fields cannot be queried: INVOICENO']],
  },
  {
    cause: 'field_unknown',
    retry: 'never',
    who: 'admin',
    sentence: 'Intacct has no field[ "{field}"] there.',
    cure: 'Either someone removed or changed a standard field of the object in Intacct: put it back there. Or a custom field is mapped that Intacct does not have: open the mapping and take it out or choose another. Then sync again.',
    when: [
      { codes: ['XL03000010'] },
      { text: /^invalid fields list/i },
      { text: /\bfield '?[\w.]+'? (?:does not exist|is not valid) (?:on|for) (?:the )?object/i },
    ],
    fields: {
      field: /invalid fields list ([\w.,]+)|\bfield '?([\w.]+)'? does not exist/i,
      object: /object '?(\w+)'?/i,
    },
    samples: [
      ['Invalid fields list PO_NUMBER2', ''],
      ['XL03000010', "The field 'PO_NUMBER2' does not exist on the object ARINVOICE"],
    ],
  },
  {
    cause: 'object_unknown',
    retry: 'never',
    who: 'intacct_admin',
    sentence: 'Intacct does not show[ {object}] to this user.',
    cure: 'The module is not subscribed, the role has no right to it, or the name is wrong.',
    when: [{ text: /object definition \S+ not found/i }, { codes: ['Query Failed', 'WS'] }],
    fields: { object: /object definition (\S+) not found/i },
    samples: [
      ['Query Failed', 'Object definition BADOBJECT not found'],
      ['WS', 'Object definition FOO not found'],
      ['Query Failed', ''],
    ],
  },
  {
    cause: 'result_set_gone',
    retry: 'backoff',
    who: 'nobody',
    sentence: 'Intacct no longer keeps this list.',
    cure: 'Tieout reads it again from the start. Nothing to do.',
    // No source has the text of an expired resultId: any complaint about one counts.
    when: [
      {
        text: /result ?(?:id|set)\b.*(?:expired|invalid|not (?:found|valid)|no longer|unknown|does not exist)|(?:expired|invalid|unknown) result ?(?:id|set)/i,
      },
    ],
    samples: [
      ['', 'The resultId 7765623333 has expired'],
      ['', 'Invalid resultId'],
    ],
  },
  {
    cause: 'no_data',
    retry: 'never',
    who: 'nobody',
    sentence: 'Intacct has nothing to show here.',
    cure: 'Nothing to do.',
    when: [{ codes: ['BL03002028'] }, { text: /^(?:\w+ \| )?no data found/i }],
    samples: [['BL03002028', 'No Data Found']],
  },
  {
    cause: 'read_refused',
    retry: 'never',
    who: 'admin',
    sentence: 'Intacct refused to read this list.',
    cure: 'Most often a field in the request is not one that Intacct has. Either someone removed or changed a standard field of the object in Intacct: put it back there. Or a custom field is mapped that Intacct does not have: open the mapping and take it out or choose another. Then sync again.',
    when: [{ codes: ['DL02000001'] }, { text: /there was an error processing the request/i }],
    samples: [
      ['DL02000001', 'There was an error processing the request.'],
      ['', 'There was an error processing the request'],
    ],
  },
]
