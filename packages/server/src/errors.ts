/** Who can do something about an error. */
export type Who = 'you' | 'owner' | 'operator' | 'admin' | 'nobody'

interface ErrorInfo {
  readonly status: number
  /** The same sentence every time; `detail` of an answer says which record, field or value it was. */
  readonly title: string
  readonly cure: string
  readonly who: Who
}

/** Every error that the HTTP API can answer with: one closed table. `code` never changes once it was released. */
export const errors = {
  // who is asking
  not_signed_in: {
    status: 401,
    title: 'Nobody is signed in.',
    cure: 'Sign in, or send a key as "Authorization: Bearer tk_…".',
    who: 'you',
  },
  sign_in_refused: {
    status: 401,
    title: 'The e-mail or the password is wrong.',
    cure: 'Check both, or ask an owner of your workspace for a new password link.',
    who: 'you',
  },
  too_many_tries: {
    status: 429,
    title: 'There were too many tries to sign in.',
    cure: 'Wait for the time given in the Retry-After header, then sign in again.',
    who: 'you',
  },
  not_allowed: {
    status: 403,
    title: 'Your role does not allow this.',
    cure: 'Ask one of the people named under "who".',
    who: 'owner',
  },
  origin_refused: {
    status: 403,
    title: 'The request came from another site.',
    cure: 'Open Tieout by its own address and do it there, or use a key.',
    who: 'you',
  },
  setup_done: {
    status: 409,
    title: 'This installation is set up already.',
    cure: 'Sign in; an owner can invite more people.',
    who: 'owner',
  },
  setup_code_wrong: {
    status: 403,
    title: 'The set-up code is wrong.',
    cure: 'Copy the code that Tieout printed when it was started.',
    who: 'admin',
  },

  invitation_over: {
    status: 409,
    title: 'This invitation is used, replaced or was never there.',
    cure: 'Ask an owner of the workspace for a new link.',
    who: 'owner',
  },

  // where to
  not_found: {
    status: 404,
    title: 'There is no such thing in this workspace.',
    cure: 'Check the id; list the things of this kind to see which there are.',
    who: 'you',
  },
  no_such_address: {
    status: 404,
    title: 'There is no such address.',
    cure: 'See /api/docs for the addresses that there are.',
    who: 'you',
  },
  method_not_allowed: {
    status: 405,
    title: 'This address does not take this method.',
    cure: 'Use one of the methods named in the Allow header.',
    who: 'you',
  },

  // the shape of what was sent
  media_type: {
    status: 415,
    title: 'The content type does not fit this address.',
    cure: 'Send application/json, or application/x-ndjson to the bulk address.',
    who: 'you',
  },
  too_large: {
    status: 413,
    title: 'What was sent is too large.',
    cure: 'Send less than 1 MB at a time, or use the bulk address: it takes any number of lines.',
    who: 'you',
  },
  line_too_large: {
    status: 413,
    title: 'A line is larger than 1 MB.',
    cure: 'Split the record: a line holds one record of at most 1 MB. The other lines were taken.',
    who: 'you',
  },
  bad_json: {
    status: 400,
    title: 'This is no JSON.',
    cure: 'Check quotes, commas and brackets near the place named.',
    who: 'you',
  },
  wrong_type: {
    status: 422,
    title: 'A field has a value of the wrong type.',
    cure: 'Send the type that is named. Amounts and ids are strings.',
    who: 'you',
  },
  unknown_field: {
    status: 422,
    title: 'There is a field that Tieout does not know.',
    cure: 'Remove it or correct its name; /api/docs lists the fields of each type.',
    who: 'you',
  },
  missing_field: {
    status: 422,
    title: 'A field is missing.',
    cure: 'Add it.',
    who: 'you',
  },
  wrong_value: {
    status: 422,
    title: 'A field has a value that is not allowed.',
    cure: 'Correct it as described at the field.',
    who: 'you',
  },
  too_many_decimals: {
    status: 422,
    title: 'An amount has more decimals than its currency.',
    cure: 'Round it in your application (USD has 2 decimals, JPY none); Tieout never rounds by itself.',
    who: 'you',
  },
  does_not_add_up: {
    status: 422,
    title: 'The lines do not come to the total.',
    cure: 'Correct the lines or the total, or allow a rounding difference in the settings.',
    who: 'you',
  },
  over_applied: {
    status: 422,
    title: 'The payment pays more than its amount.',
    cure: 'Lower the applications, or raise the amount of the payment.',
    who: 'you',
  },
  unknown_record_type: {
    status: 404,
    title: 'There is no such record type.',
    cure: 'Use one of: item, customer, invoice, credit_note, payment, vendor, bill, bill_credit, bill_payment.',
    who: 'you',
  },
  bad_cursor: {
    status: 422,
    title: 'The cursor is not one of ours.',
    cure: 'Send "next" of the previous page as it is, with the same filters and sort, or start again without it.',
    who: 'you',
  },

  unknown_reference_type: {
    status: 404,
    title: 'There is no such kind of reference data.',
    cure: 'List the reference data of the connection to see which kinds there are.',
    who: 'you',
  },
  unknown_match_kind: {
    status: 404,
    title: 'There is nothing of this kind to match.',
    cure: 'Use one of tax_type, account, tracking_option, contact; customers are sent as records.',
    who: 'you',
  },
  not_in_intacct: {
    status: 422,
    title: 'Intacct does not have this, as far as Tieout knows.',
    cure: 'Choose one from the list. If it was added in Intacct just now, refresh the cache, then save again.',
    who: 'you',
  },
  not_usable: {
    status: 422,
    title: 'Nothing can be posted to this in Intacct.',
    cure: 'Choose an active one, or make it active in Intacct, refresh the cache, and save again.',
    who: 'you',
  },

  // what is there already
  version_older: {
    status: 409,
    title: 'A newer version is there already.',
    cure: 'Nothing to do if your application has sent the newer one; else send a higher version.',
    who: 'you',
  },
  version_reused: {
    status: 409,
    title: 'This version is there already with other contents.',
    cure: 'Raise the version by one whenever the contents change.',
    who: 'you',
  },
  choice_refused: {
    status: 409,
    title: 'The record does not offer this choice now.',
    cure: 'Look at the record again: it may have moved on. Its page names the choices that it offers.',
    who: 'you',
  },
  already_connected: {
    status: 409,
    title: 'This company has a connection already.',
    cure: 'Change its credentials or settings instead.',
    who: 'owner',
  },
  entity_taken: {
    status: 409,
    title: 'Another company is connected to this Intacct company or entity.',
    cure: 'Choose another entity, or disconnect the other company first.',
    who: 'owner',
  },
  paused: {
    status: 409,
    title: 'The connection is paused.',
    cure: 'Resume it first.',
    who: 'operator',
  },
  disconnected: {
    status: 409,
    title: 'The connection is disconnected.',
    cure: 'Set its credentials to connect again.',
    who: 'owner',
  },
  other_intacct_company: {
    status: 409,
    title: 'This connection belongs to another Intacct company or entity.',
    cure: 'Give credentials for the same one, or disconnect this company and connect it anew: its links lead to records that only the old one has.',
    who: 'owner',
  },
  was_connected: {
    status: 409,
    title: 'This company was connected to this Intacct company before.',
    cure: 'Connect it again with "Update credentials" on its Connection page: its links are still there, so nothing is posted twice.',
    who: 'owner',
  },
  onboarding_incomplete: {
    status: 409,
    title: 'Connecting is not complete.',
    cure: 'Go back to the step that is named and answer it.',
    who: 'owner',
  },
  onboarding_changed: {
    status: 409,
    title: 'Someone has saved another answer meanwhile.',
    cure: 'Read the present state, then go on from there.',
    who: 'you',
  },
  not_confirmed: {
    status: 409,
    title: 'Connecting is not confirmed yet.',
    cure: 'Go through the steps to Confirm; nothing is read or sent before.',
    who: 'owner',
  },
  wrong_name: {
    status: 422,
    title: 'The name typed is not the name of the company.',
    cure: 'Type the company’s name as it stands in the title.',
    who: 'you',
  },
  credentials_refused: {
    status: 422,
    title: 'Intacct did not accept the sign-in.',
    cure: 'See "errors": each failed check says what to do. Nothing was saved.',
    who: 'owner',
  },
  settings_changed: {
    status: 409,
    title: 'Someone has saved the settings meanwhile.',
    cure: 'Read them again, then save.',
    who: 'you',
  },
  refresh_running: {
    status: 409,
    title: 'The cache is being refreshed already.',
    cure: 'Wait until it has ended; it takes what has changed until then.',
    who: 'nobody',
  },
  fetch_running: {
    status: 409,
    title: 'An import from Intacct is under way already.',
    cure: 'Wait until it has ended, or cancel it.',
    who: 'nobody',
  },
  nothing_to_read: {
    status: 409,
    title: 'This record is not in Intacct yet.',
    cure: 'Synchronize it first.',
    who: 'you',
  },
  run_over: {
    status: 409,
    title: 'This run is over.',
    cure: 'Nothing to do.',
    who: 'nobody',
  },
  not_imported: {
    status: 409,
    title: 'This record belongs to your application already.',
    cure: 'Only a record that came from Intacct can be given an id.',
    who: 'you',
  },
  id_taken: {
    status: 409,
    title: 'Another record of this type has this id.',
    cure: 'Choose another id.',
    who: 'you',
  },
  last_owner: {
    status: 409,
    title: 'A workspace needs at least one owner.',
    cure: 'Make someone else an owner first.',
    who: 'owner',
  },
  already_member: {
    status: 409,
    title: 'This person is in the workspace already.',
    cure: 'Change their role instead.',
    who: 'owner',
  },

  no_mail_server: {
    status: 409,
    title: 'No mail server is set.',
    cure: 'An owner sets one under Users & keys > E-mail, or the administrator sets TIEOUT_SMTP_URL and TIEOUT_MAIL_FROM.',
    who: 'owner',
  },
  nobody_to_tell: {
    status: 409,
    title: 'The alert list is empty.',
    cure: 'Add an address first.',
    who: 'operator',
  },

  // us
  busy: {
    status: 503,
    title: 'Tieout is stopping or starting.',
    cure: 'Try again in a few seconds; nothing was lost.',
    who: 'nobody',
  },
  store_unreachable: {
    status: 503,
    title: 'Tieout cannot reach its database.',
    cure: 'Try again in a minute. If it stays so, the administrator of this installation can help.',
    who: 'admin',
  },
  internal: {
    status: 500,
    title: 'Tieout has made a mistake.',
    cure: 'Try again. If it happens again, send "ref" to the administrator of this installation.',
    who: 'admin',
  },
} as const satisfies Record<string, ErrorInfo>

export type ErrorCode = keyof typeof errors

/** One place in what was sent, `lines[2].amount`, and what is wrong there. */
export interface FieldError {
  readonly path: string
  readonly message: string
}

export interface ApiErrorParts {
  readonly detail: string
  readonly cure?: string
  readonly field?: string
  readonly errors?: readonly FieldError[]
  readonly who?: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
}

/** Thrown anywhere in a request; becomes a problem+json answer. */
export class ApiError extends Error {
  readonly code: ErrorCode
  readonly parts: ApiErrorParts
  constructor(code: ErrorCode, parts: ApiErrorParts | string) {
    const whole = typeof parts === 'string' ? { detail: parts } : parts
    super(whole.detail)
    this.code = code
    this.parts = whole
  }
}
