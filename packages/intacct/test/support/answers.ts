/** Answers in the shapes of the protocol reference, written by hand. */

export const CONTROL_OK =
  '<control><status>success</status><senderid>acme_ws</senderid><controlid>c</controlid><uniqueid>false</uniqueid><dtdversion>3.0</dtdversion></control>'

export const AUTH_OK =
  '<authentication><status>success</status><userid>ws_user</userid><companyid>ACME</companyid><locationid></locationid><sessiontimestamp>2026-01-05T10:00:00+00:00</sessiontimestamp><sessiontimeout>2026-01-05T12:00:00+00:00</sessiontimeout></authentication>'

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'

export const error = (errorno: string, description2: string, rest = ''): string =>
  `<error><errorno>${errorno}</errorno><description></description><description2>${description2}</description2><correction></correction>${rest}</error>`

export const answer = (results: string, authentication = AUTH_OK): string =>
  `${DECLARATION}<response>${CONTROL_OK}<operation>${authentication}${results}</operation></response>`

export const ok = (controlId: string, inner = '', name = 'f'): string =>
  `<result><status>success</status><function>${name}</function><controlid>${controlId}</controlid>${inner}</result>`

export const refused = (controlId: string, errors: string, inner = '', status = 'failure'): string =>
  `<result><status>${status}</status><function>f</function><controlid>${controlId}</controlid>${inner}<errormessage>${errors}</errormessage></result>`

export const session = (controlId: string, id: string, endpoint: string, entity = ''): string =>
  answer(
    ok(
      controlId,
      `<data><api><sessionid>${id}</sessionid><endpoint>${endpoint}</endpoint><locationid>${entity}</locationid></api></data>`,
      'getAPISession',
    ),
  )

export const controlFailure = (errors: string): string =>
  `${DECLARATION}<response><control><status>failure</status></control><errormessage>${errors}</errormessage></response>`

export const authenticationFailure = (errors: string): string =>
  `${DECLARATION}<response>${CONTROL_OK}<operation><authentication><status>failure</status><userid></userid><companyid></companyid></authentication><errormessage>${errors}</errormessage></operation></response>`
