import { expect, test } from 'vitest'
import { CATALOGUE, entryOf } from '../../src/errors/catalogue.ts'
import { classify, explains, failed, fill } from '../../src/errors/classify.ts'
import { textError } from '../../src/errors/gateway-error.ts'

const withSamples = CATALOGUE.filter(({ samples }) => samples.length > 0)

test.each(withSamples.map((entry) => [entry.cause, entry] as const))(
  '%s: every sample leads to it',
  (cause, entry) => {
    for (const [errorno, text] of entry.samples)
      expect(classify([textError(errorno, text)]).cause).toBe(cause)
  },
)

test.each(withSamples.map((entry) => [entry.cause, entry] as const))(
  '%s: every alternative has a sample',
  (_cause, entry) => {
    for (const when of entry.when) {
      const used = entry.samples.some(([errorno, text]) =>
        explains({ ...entry, when: [when] }, textError(errorno, text)),
      )
      expect(used, `${String(when.text ?? when.codes ?? when.ids)} is never met`).toBe(true)
      for (const code of when.codes ?? [])
        expect(classify([textError(code, '')]).cause, code).toBeTypeOf('string')
    }
  },
)

test('each cause stands once, in snake_case', () => {
  const causes = CATALOGUE.map(({ cause }) => cause)
  expect(new Set(causes).size).toBe(causes.length)
  for (const cause of causes) expect(cause).toMatch(/^[a-z]+(_[a-z]+)*$/)
})

// Every code of the protocol reference 8.1 to 8.4 that stands alone for a cause.
test.each([
  ['GW-0001', 'gateway_trouble'],
  ['GW-0005', 'gateway_trouble'],
  ['GW-0010', 'throttled'],
  ['GW-0011', 'request_refused'],
  ['GW-0012', 'tenant_missing'],
  ['GW-0014', 'content_type_refused'],
  ['GW-0015', 'attribute_missing'],
  ['GW-0031', 'token_refused'],
  ['GW-0039', 'token_refused'],
  ['GW-0042', 'forbidden'],
  ['invalidRequest', 'company_unknown'],
  ['XMLGW_JPP0002', 'sign_in_refused'],
  ['UJPP0002', 'sign_in_refused'],
  ['XL03000003', 'xml_refused'],
  ['PL04000055', 'demo_company_expired'],
  ['DL03000006', 'company_unknown'],
  ['Get API Session Failed', 'session_refused'],
  ['BL03000025', 'user_unknown'],
  ['DL02000001', 'read_refused'],
  ['Invalid fields list FOO', 'field_unknown'],
  ['Query Failed', 'object_unknown'],
  ['WS', 'object_unknown'],
  ['XL03000010', 'field_unknown'],
  ['PL04000005', 'no_permission'],
  ['BL03002028', 'no_data'],
  ['XL03000009', 'rolled_back_with_sibling'],
  ['BL01001973', 'transaction_refused'],
  ['BL03000018', 'illegal_value'],
  ['BL03002185', 'number_taken'],
  ['BL34000061', 'id_taken'],
  ['PL05000104', 'id_taken'],
  ['BL02000051', 'account_currency'],
  ['BL03000130', 'refused_unexplained'],
  ['BL03002129', 'transfer_action_refused'],
  ['PL01000127', 'document_number_missing'],
  ['PL03000006', 'date_refused'],
  ['XL03000027', 'over_applied'],
  ['AR-0148', 'subtotal_label'],
  ['AR-0279', 'transaction_settings'],
  ['GL-0493', 'account_number_taken'],
  ['GL-0504', 'account_not_created'],
])('the bare code %s means %s', (code, cause) => {
  expect(classify([textError(code, '')]).cause).toBe(cause)
})

test('one code with many meanings is told apart by its text alone', () => {
  expect(failed('control', [textError('XL03000006', 'something new')]).cause).toBe('not_accepted')
  expect(classify([textError('XL03000006', 'something new')]).cause).toBe('not_recognised')
})

test('stable ids win over a wrapper code', () => {
  const error = {
    ...textError('BL01001973', 'Currently, we cannot create the transaction'),
    ids: ['AR-0148'],
  }
  expect(classify([error]).cause).toBe('subtotal_label')
})

test('placeholders of additionalinfo fill the fields', () => {
  const error = { ...textError('BL01001973', ''), ids: ['GL-0493'], placeholders: { ACCOUNTNO: '5000.11' } }
  expect(classify([error])).toMatchObject({ cause: 'account_number_taken', fields: { account: '5000.11' } })
  expect(classify([error]).sentence).toBe('Account 5000.11 is already in Intacct.')
})

const BANNED =
  /\b(please|sorry|oops|invalid|failed|unexpected|successfully|payload|are you sure|HTTP)\b|\b[45]\d\d\b/i

test('sentences are short, whole, and in the words of the house', () => {
  for (const entry of CATALOGUE) {
    const filled = [
      {},
      ...entry.samples.map(([errorno, text]) => classify([textError(errorno, text)]).fields),
    ]
    for (const fields of filled) {
      const sentence = fill(entry.sentence, fields)
      expect(sentence.length, sentence).toBeLessThanOrEqual(60)
      for (const text of [sentence, fill(entry.cure, fields)]) {
        expect(text).toMatch(/^["A-Z0-9].*\.$/)
        expect(text).not.toMatch(/[{}[\]]| {2}| \./)
        expect(text).not.toMatch(BANNED)
      }
    }
  }
})

test('what a cause allows is consistent with where it is found', () => {
  expect(entryOf('session_expired').retry).toBe('new_session')
  expect(entryOf('sign_in_refused').retry).toBe('never')
  expect(() => entryOf('no_such_cause')).toThrow(RangeError)
})

test('a reason in unknown words is not taken for a wrapper, whatever its code and whatever stands around it', () => {
  const reason = textError('BL01001973', 'The moon is in the wrong house.')
  const wrapper = textError('BL01001973', 'Could not create ARInvoice record!')
  const rolledBack = textError('XL03000009', 'The entire transaction in this operation has been rolled back')
  for (const chain of [[reason], [reason, wrapper], [wrapper, reason], [reason, rolledBack]]) {
    expect(classify(chain)).toMatchObject({ cause: 'not_recognised', retry: 'unknown' })
  }
  expect(classify([wrapper]).cause).toBe('transaction_refused')
  expect(classify([textError('', ''), wrapper]).cause).toBe('transaction_refused')
})

test('a name that would make the sentence too long is left out of it, and kept in the fields', () => {
  const number = 'N'.repeat(45)
  const found = classify([
    textError('BL03002185', `A transaction with the number '${number}' already exists.`),
  ])
  expect(found.sentence).toBe('The number is already used in Intacct.')
  expect(found.fields).toEqual({ number })
})
