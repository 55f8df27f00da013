import type { ErrorEntry } from '../books/contract.ts'
import type { Content } from '../xml/element.ts'

/** How far a request got before it was refused (reference 1.3): each level has an answer of its own shape. */
export type Level = 'front' | 'control' | 'authentication'

/** A refusal of the whole request: nothing ran. */
export class RequestRefusal extends Error {
  readonly level: Level
  readonly entries: readonly ErrorEntry[]
  /** HTTP status: 200 below the front, 400 or 401 at it. */
  readonly status: number
  constructor(level: Level, entries: readonly ErrorEntry[], status = 200) {
    super(entries.map((entry) => entry.errorno).join(', '))
    this.level = level
    this.entries = entries
    this.status = status
  }
}

/** A refusal of one function. It may still carry what was done before it failed (partial success, reference 1.4). */
export class FunctionRefusal extends Error {
  readonly entries: readonly ErrorEntry[]
  readonly payload: readonly Content[]
  constructor(entries: readonly ErrorEntry[], payload: readonly Content[] = []) {
    super(entries.map((entry) => `${entry.errorno} ${entry.description2 ?? ''}`).join(', '))
    this.entries = entries
    this.payload = payload
  }
}

const tryAgain = 'Check the request for errors or inconsistencies, then try again.'

/** Every error that the gateway raises by itself, with the situation in its name (reference 8.1 to 8.4). */
export const errors = {
  invalidRequest: (): ErrorEntry => ({ errorno: 'invalidRequest', description: 'Invalid Request' }),
  unknownCompany: (requestId: string): ErrorEntry => ({
    errorno: 'GW-0011',
    description: `Invalid Request [Request ID: ${requestId}]`,
  }),
  missingTenant: (requestId: string): ErrorEntry => ({
    errorno: 'GW-0012',
    description: `Missing tenant data [Request ID: ${requestId}]`,
  }),
  rateLimit: (): ErrorEntry => ({ errorno: 'GW-0010', description: 'API rate limit exceeded' }),
  frontSignIn: (code: 'XMLGW_JPP0002' | 'UJPP0002'): ErrorEntry => ({
    errorno: code,
    description2: 'Sign-in information is incorrect. Please check your request.',
  }),
  schema: (finding: string): ErrorEntry => ({
    errorno: 'XL03000003',
    description2: finding.startsWith('XML Parse') ? finding : `XML Parse schema error: ${finding}`,
  }),
  transportPolicy: (policy: string): ErrorEntry => ({
    errorno: 'XL03000006',
    description2: `${policy} is not a valid transport policy.`,
  }),
  sender: (): ErrorEntry => ({
    errorno: 'XL03000006',
    description2: 'Incorrect Intacct XML Partner ID or password.',
  }),
  senderNotAuthorized: (sender: string, company: string): ErrorEntry => ({
    errorno: 'XL03000006',
    description: 'Invalid Web Services Authorization',
    description2: `The sender ID '${sender}' is not authorized to make Web Services requests to company ID '${company}'.`,
    correction: 'Contact the company administrator to grant Web Services authorization to this sender ID.',
  }),
  demoExpired: (): ErrorEntry => ({
    errorno: 'PL04000055',
    description2: 'This company is a demo company and has expired.',
  }),
  notSubscribed: (): ErrorEntry => ({
    errorno: 'XL03000006',
    description2: 'This company is not authorized for XML transactions. Please subscribe to the XML Gateway.',
  }),
  offline: (): ErrorEntry => ({
    errorno: 'XL03000006',
    description: 'The Service is Temporarily Off-line',
    correction: 'Please Try Again Later',
  }),
  companyTitle: (client: string): ErrorEntry => ({
    errorno: 'DL03000006',
    description2: `Company title '${client}' does not exist.`,
  }),
  signIn: (): ErrorEntry => ({ errorno: 'XL03000006', description2: 'Sign-in information is incorrect' }),
  invalidSession: (session: string): ErrorEntry => ({
    errorno: 'XL03000006',
    description2: `Invalid session ${session}`,
  }),
  apiSession: (): ErrorEntry => ({ errorno: 'Get API Session Failed', description2: 'Something went wrong' }),
  loginId: (user: string): ErrorEntry => ({
    errorno: 'BL03000025',
    description2: `Login ID ${user} does not exist.`,
    correction: 'Provide a valid USER.LOGINID value.',
  }),
  processing: (): ErrorEntry => ({
    errorno: 'DL02000001',
    description: 'Error',
    description2: 'There was an error processing the request.',
    correction: tryAgain,
  }),
  fieldsList: (field: string): ErrorEntry => ({ errorno: `Invalid fields list ${field}` }),
  queryObject: (object: string): ErrorEntry => ({
    errorno: 'Query Failed',
    description2: `Object definition ${object} not found`,
  }),
  genericObject: (object: string): ErrorEntry => ({
    errorno: 'WS',
    description2: `Object definition ${object} not found`,
  }),
  notQueryable: (fields: readonly string[]): ErrorEntry => ({
    errorno: 'XL03000006',
    description2: `The following fields cannot be queried: ${fields.join(', ')}`,
  }),
  unknownField: (field: string, object: string): ErrorEntry => ({
    errorno: 'XL03000010',
    description2: `The field ${field} does not exist on the object ${object}.`,
  }),
  queryValue: (value: string, field: string): ErrorEntry => ({
    errorno: 'XL03000010',
    description2: `The value '${value}' is not valid for the field ${field}.`,
  }),
  permission: (operation: string, object: string): ErrorEntry => ({
    errorno: 'PL04000005',
    description2: `You do not have permission for API operation ${operation} on objects of type ${object.toLowerCase()}`,
  }),
  resultSet: (id: string): ErrorEntry => ({
    errorno: 'XL03000006',
    description2: `The result set '${id}' does not exist or has expired.`,
    correction: 'Run the query again.',
  }),
  tooMany: (what: string, limit: number): ErrorEntry => ({
    errorno: 'XL03000006',
    description2: `The number of ${what} exceeds the maximum of ${String(limit)}.`,
  }),
  pageSize: (limit: number): ErrorEntry => ({
    errorno: 'XL03000006',
    description2: `The page size must be between 1 and ${String(limit)}.`,
  }),
  returnFormat: (format: string): ErrorEntry => ({
    errorno: 'XL03000006',
    description2: `This simulator answers in xml only, not in ${format}.`,
    correction: 'Leave the return format out, or set it to xml.',
  }),
  notOffered: (name: string): ErrorEntry => ({
    errorno: 'SIM-0001',
    description2: `The function ${name} is part of the schema, but this simulator does not offer it.`,
    correction: "See the simulator's README for what it offers.",
  }),
  unsupported: (operation: string, object: string): ErrorEntry => ({
    errorno: 'PL04000006',
    description2: `The operation ${operation} is not supported on objects of type ${object.toLowerCase()}.`,
  }),
  rolledBack: (): ErrorEntry => ({
    errorno: 'XL03000009',
    description2: 'The entire transaction in this operation has been rolled back due to an error.',
  }),
  transactionDate: (value: string): ErrorEntry => ({
    errorno: 'PL03000006',
    description2: `The transaction date '${value}' is invalid.`,
  }),
  notFound: (object: string, key: string, verb: string): ErrorEntry => ({
    errorno: 'BL01001973',
    description2: `Cannot find ${object.toLowerCase()} with key '${key}' to ${verb}.`,
  }),
} as const
