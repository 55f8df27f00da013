import fc from 'fast-check'
import { expect, test } from 'vitest'
import { classify } from '../../src/errors/classify.ts'
import { errorsOf } from '../../src/errors/gateway-error.ts'
import { element } from '../../src/xml/element.ts'
import type { Element } from '../../src/xml/element.ts'

// [errorno, text, cause, what must be read from it]
const CORPUS: readonly [string, string, string, Record<string, string>?][] = [
  [
    'XL03000006',
    "The sender ID 'tieout' is not authorized to make Web Services requests to company ID 'ACME'.",
    'sender_not_authorised',
    { sender: 'tieout', company: 'ACME' },
  ],
  ['XL03000006', 'Incorrect Intacct XML Partner ID or password.', 'sender_refused'],
  ['XL03000006', 'Sign-in information is incorrect', 'sign_in_refused'],
  ['XL03000006', 'Invalid session 0af3kQ..', 'session_expired'],
  ['XL03000006', 'test is not a valid transport policy.', 'transport_policy_unknown', { policy: 'test' }],
  ['XL03000006', 'The following fields cannot be queried: INVOICENO,DATECREATED', 'field_not_queryable'],
  [
    'XL03000006',
    'This company is not authorized for XML transactions. Please subscribe to the XML Gateway.',
    'web_services_not_subscribed',
  ],
  ['XL03000010', 'Field FOO does not exist on the object', 'field_unknown'],
  ['PL04000055', 'This company is a demo company and has expired.', 'demo_company_expired'],
  ['DL03000006', 'Company title ACNE does not exist', 'company_unknown'],
  ['XMLGW_JPP0002', 'Sign-in information is incorrect. Please check your request.', 'sign_in_refused'],
  ['UJPP0002', 'Sign-in information is incorrect. Please check your request.', 'sign_in_refused'],
  ['GW-0011', 'Invalid Request [Request ID: 8f1]', 'request_refused'],
  ['GW-0010', 'API rate limit exceeded', 'throttled'],
  ['', 'API rate limit exceeded', 'throttled'],
  ['', 'The Service is Temporarily Off-line', 'maintenance'],
  ['Get API Session Failed', 'Something went wrong', 'session_refused'],
  ['BL03000025', 'Login ID jlee does not exist.', 'user_unknown', { user: 'jlee' }],
  [
    'XL03000003',
    "XML Parse schema error: Error 1871: Element 'foo': This element is not expected.",
    'xml_refused',
  ],
  ['DL02000001', 'There was an error processing the request.', 'read_refused'],
  ['Invalid fields list PO_NUMBER2', '', 'field_unknown', { field: 'PO_NUMBER2' }],
  ['Query Failed', 'Object definition BADOBJECT not found', 'object_unknown', { object: 'BADOBJECT' }],
  ['WS', 'Object definition FOO not found', 'object_unknown'],
  [
    'PL04000005',
    'You do not have permission for API operation READ_BY_QUERY on objects of type arinvoice',
    'no_permission',
    { operation: 'READ_BY_QUERY', object: 'arinvoice' },
  ],
  [
    'PL04000005',
    'You do not have permission for API operation CREATE on objects of type arpymt',
    'no_permission',
  ],
  ['BL03002028', 'No Data Found', 'no_data'],
  ['BL01001973', 'Please provide a payment batch key.', 'payment_batch_key'],
  ['BL01001973', 'Duplicate account number', 'account_number_taken'],
  [
    'BL01001973',
    "The account number '5000.11' already exists",
    'account_number_taken',
    { account: '5000.11' },
  ],
  ['BL03002185', 'A transaction with that number already exists', 'number_taken'],
  [
    'BL03002185',
    "A transaction with the number 'INV-1042' already exists.",
    'number_taken',
    { number: 'INV-1042' },
  ],
  [
    'BL34000061',
    'Another Customer with the given value(s) C-204 already exists',
    'id_taken',
    { object: 'Customer', value: 'C-204' },
  ],
  [
    'BL34000061',
    'Another Vendor with the given value(s) V1 already exists | Use a unique value instead.',
    'id_taken',
  ],
  ['PL05000104', 'Employee already exists', 'id_taken'],
  ['', 'Another record with the value V-1 already exists', 'id_taken'],
  [
    'BL01001973',
    "Your transaction date (03/28/2026) is within a period that's been closed",
    'period_closed',
    { date: '03/28/2026' },
  ],
  ['BL01001973', 'The period March 2026 is closed for Accounts Receivable', 'period_closed'],
  ['BL03000018', 'Date must be on or after 04/01/2026', 'period_closed', { openFrom: '04/01/2026' }],
  ['BL01001973', 'Books have been closed for this date', 'period_closed'],
  ['BL01001973', 'Required field Date Due is missing', 'due_date_missing'],
  ['BL01001973', 'Required field Customer is missing', 'field_required', { field: 'Customer' }],
  ['PL01000127', 'Document Number is missing', 'document_number_missing'],
  [
    'XL03000027',
    'The amount paid is greater than the amount due if invoice with key 4711',
    'over_applied',
    { invoiceKey: '4711' },
  ],
  ['BL01001973', 'The amount paid is greater than the amount due for invoice with key 4711', 'over_applied'],
  ['BL01001973', 'Amount 200 exceeds total amount due (150.00)', 'over_applied', { due: '150.00' }],
  [
    'BL01001973',
    'This transaction is missing the Department dimension for the Account 4000',
    'missing_dimension',
    { dimension: 'Department', account: '4000' },
  ],
  [
    'BL01001973',
    "The account number '4000' requires a Location",
    'missing_dimension',
    { dimension: 'Location', account: '4000' },
  ],
  [
    'BL01001973',
    'The account number 4000.10 requires a Project',
    'missing_dimension',
    { account: '4000.10' },
  ],
  [
    'BL01001973',
    'Location must be 100. This value is auto-filled',
    'dimension_rule',
    { dimension: 'Location', value: '100' },
  ],
  ['BL01001973', 'GL account 4000 is restricted by Department', 'restricted_by_account'],
  ['BL01001973', 'Department is restricted by GL account.', 'restricted_by_account'],
  [
    'BL01001973',
    'Activate the vendor V-17, then try again.',
    'record_inactive',
    { object: 'vendor', value: 'V-17' },
  ],
  [
    'BL01001973',
    "Oops, we can't find this transaction; enter a valid transaction and try again.",
    'record_gone',
  ],
  [
    'BL01001973',
    "Cannot find customer with key '41' to delete.",
    'record_gone',
    { object: 'customer', key: '41' },
  ],
  [
    'BL03000018',
    'Illegal format for Contactversion : Primary Email Address jane@',
    'email_refused',
    { email: 'jane@' },
  ],
  ['BL01001973', 'Error While Saving the Display Contact', 'contact_refused'],
  ['BL01001973', 'Validate contactversion record failed!', 'contact_refused'],
  ['BL01001973', 'Employee Contact info cannot be empty', 'contact_refused'],
  ['BL03000018', 'Missing unit', 'unit_missing'],
  ['BL01001973', 'This transaction definition can be used at the entity level only', 'entity_session_needed'],
  ['BL02000051', 'An undeposited funds account cannot take a foreign currency', 'account_currency'],
  ['PL03000006', "The transaction date '31/01/2026' is invalid.", 'date_refused', { date: '31/01/2026' }],
  ['BL01001973', 'Subtotal account labels are not valid for line items', 'subtotal_label'],
  [
    'BL01001973',
    "Invalid Project 'P-9' specified.",
    'reference_unknown',
    { object: 'Project', value: 'P-9' },
  ],
  ['BL01001973', "The location '999' is invalid", 'reference_unknown', { object: 'location', value: '999' }],
  ['BL01001973', "The customer 'C 1' specified is not valid", 'reference_unknown', { value: 'C 1' }],
  ['BL03000018', 'A location dimension is required for GL account 4000', 'missing_dimension'],
  ['BL03002129', 'Invalid transfer action', 'transfer_action_refused'],
  ['BL01001973', "Currently, we can't create the transaction", 'transaction_refused'],
  ['BL01001973', 'Could not create ARINVOICE record!', 'transaction_refused'],
  [
    'XL03000009',
    'The entire transaction in this operation has been rolled back due to an error.',
    'rolled_back_with_sibling',
  ],
]

const WRAPPERS: readonly (readonly [string, string])[] = [
  ['BL01001973', 'Could not create invoice record!'],
  ['BL01001973', "Currently, we can't create the transaction"],
  ['XL03000009', 'The entire transaction in this operation has been rolled back due to an error.'],
]

const asError = (errorno: string, where: 'description' | 'description2', text: string): Element =>
  element('error', [
    element('errorno', errorno),
    ...['description', 'description2', 'correction'].map((name) => element(name, name === where ? text : '')),
  ])

test('the corpus holds at least 60 messages', () => {
  expect(CORPUS.length).toBeGreaterThanOrEqual(60)
})

test.each([...CORPUS])('%s · %s → %s', (...entry) => {
  const [errorno, text, cause, fields] = entry
  const found = classify(errorsOf(element('errormessage', [asError(errorno, 'description2', text)])))
  expect(found.cause).toBe(cause)
  expect(found.fields).toMatchObject(fields ?? {})
})

test('support id, case, place in the error and wrappers around it change nothing', () => {
  const perturbed = fc.record({
    entry: fc.constantFrom(...CORPUS),
    supportId: fc.option(fc.stringMatching(/^[A-Za-z0-9%~_-]{4,30}$/)),
    spelling: fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.toUpperCase(),
      (text) => text.toLowerCase(),
    ),
    where: fc.constantFrom('description', 'description2'),
    wrappers: fc.subarray([...WRAPPERS]),
    before: fc.boolean(),
  })
  const property = fc.property(perturbed, ({ entry, supportId, spelling, where, wrappers, before }) => {
    const [errorno, text, cause] = entry
    const cleanText = spelling(text) + (supportId === null ? '' : ` [Support ID: ${supportId}]`)
    const own = asError(spelling(errorno), where, cleanText)
    const around = wrappers.map(([code, words]) =>
      asError(code, 'description2', `${words} [Support ID: x%7E1]`),
    )
    const chain = before ? [...around, own] : [own, ...around]
    const isWrapper = ['transaction_refused', 'rolled_back_with_sibling'].includes(cause)
    const found = classify(errorsOf(element('errormessage', chain))).cause
    if (isWrapper) expect(['transaction_refused', 'rolled_back_with_sibling']).toContain(found)
    else expect(found).toBe(cause)
  })
  fc.assert(property, { numRuns: 3000 })
})

test('the support id is kept for support', () => {
  const [error] = errorsOf(
    element('errormessage', [asError('BL1', 'description2', 'No. [Support ID: EsppO%7EZE]')]),
  )
  expect(error).toMatchObject({ description2: 'No.', supportId: 'EsppO%7EZE' })
})
