/** JSON schemas of the control API, which check its requests and are published at /_sim/openapi.json. */

export type Schema = Readonly<Record<string, unknown>>

const probability = { type: 'number', minimum: 0, maximum: 1, default: 0 }

function object(properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema {
  return {
    type: 'object',
    additionalProperties: false,
    properties,
    ...(required.length > 0 ? { required } : {}),
  }
}

export const fields: Schema = {
  type: 'object',
  description: 'Field names of the object with their values as strings; nested objects and lists for lines.',
  additionalProperties: true,
}

export const weather: Schema = object({
  seed: { type: 'integer' },
  latencyMs: { type: 'number', minimum: 0 },
  latencyPerRowMs: { type: 'number', minimum: 0 },
  concurrency: { type: 'integer', minimum: 0, description: '0 for any number' },
  queueMs: { type: 'number', minimum: 0 },
  throttleStatus: { enum: [429, 200] },
  writesOnly: { type: 'boolean' },
  lateCommitMs: { type: 'number', minimum: 0 },
  faults: object({
    before5xx: probability,
    expiredSession: probability,
    replyLost: probability,
    lateCommit: probability,
    after5xx: probability,
    html: probability,
    cut: probability,
    duplicate: probability,
    skewSeconds: { type: 'number', default: 0 },
  }),
})

export const reset: Schema = object({
  company: { type: 'string', description: 'All companies if left out.' },
  seed: {
    anyOf: [{ type: 'string' }, { type: 'integer' }],
    description: 'The name of a demo company whose data to plant, or a number for the weather to start from.',
  },
  now: { type: 'string', format: 'date-time', description: 'The simulated time from now on.' },
})

const user: Schema = object(
  {
    userId: { type: 'string', minLength: 1 },
    password: { type: 'string' },
    recordNo: { type: 'string' },
    status: { enum: ['active', 'locked'] },
    locale: { type: 'string' },
    entities: { anyOf: [{ const: '*' }, { type: 'array', items: { type: 'string' } }] },
    topLevel: { type: 'boolean' },
    sessionSeconds: { anyOf: [{ type: 'null' }, { type: 'number', exclusiveMinimum: 0 }] },
    dateFormat: { type: 'string', pattern: '^.(?:md[yY]|dm[yY]|[yY]md)$' },
    gmtOffset: { type: 'string', pattern: '^[+-]\\d\\d:\\d\\d$' },
    clock: { enum: [12, 24] },
  },
  ['userId'],
)

const strings: Schema = { type: 'array', items: { type: 'string' } }

/** The gateway's switches; those of the books stand beside them and are checked by kind. */
export const gatewaySettings: Readonly<Record<string, Schema>> = {
  status: { enum: ['active', 'inactive', 'demo expired', 'offline'] },
  webServices: { type: 'boolean' },
  senders: strings,
  users: { type: 'array', items: user, description: 'Laid over the users of the same userId; others stay.' },
  clientIds: strings,
  sessionSeconds: { type: 'number', exclusiveMinimum: 0 },
  badSignIn: { enum: ['authentication', 'XMLGW_JPP0002', 'UJPP0002'] },
  cluster: { type: 'string', pattern: '^[a-z0-9]*$' },
  sessionBoundToEndpoint: { type: 'boolean' },
  times: { enum: ['utc', 'user'] },
  elementOrder: { enum: ['schema', 'any'] },
  controlIds: object({
    scope: { enum: ['company', 'sender', 'user', 'entity'] },
    remembersFailed: { type: 'boolean' },
    rememberedSeconds: { anyOf: [{ type: 'null' }, { type: 'number', minimum: 0 }] },
    answer: { enum: ['function', 'control', 'original'] },
    concurrent: { enum: ['serialise', 'refuse', 'run both'] },
    errorno: { type: 'string' },
    text: { type: 'string' },
  }),
  supportIds: { type: 'boolean' },
  readByQueryPageLimit: { type: 'integer', minimum: 1 },
  resultSetSeconds: { type: 'number', exclusiveMinimum: 0 },
  resultSetValues: { enum: ['frozen', 'live'] },
  invoiceStateInReadByQuery: { enum: ['words', 'letters'] },
  failedInTransaction: { enum: ['failure', 'aborted'] },
  units: { type: 'object', additionalProperties: { type: 'number', minimum: 0 } },
}

export const settings: Schema = {
  type: 'object',
  description: 'The switches named are changed, the others stay. See the README for each, with its default.',
  properties: gatewaySettings,
  additionalProperties: true,
}
