import type { ErrorEntry } from '../books/contract.ts'
import { branch, leaf, type Branch, type Content } from '../xml/element.ts'

/** How errors are written for one request. */
export interface ErrorStyle {
  /** Makes the id of ` [Support ID: …]`, or undefined to leave it out. */
  readonly supportId: (() => string) | undefined
  readonly additional: boolean
}

const target = (): Branch =>
  branch('target', [], { domain: '', requestinfo: '', object: '', field: '', businessinfo: '' })

function message(name: string, id: string): Branch {
  return branch(name, [leaf('messageid', id), target(), branch('placeholders', [])])
}

/** `<additionalinfo>` of one error, as showadditionalerrorinfo=true asks for it (reference 1.5). */
function additionalInfo(entry: ErrorEntry): Branch {
  const id = entry.messageId ?? ''
  return branch('additionalinfo', [
    leaf('errorid', entry.errorId ?? ''),
    leaf('category', entry.category ?? ''),
    target(),
    message('description', id),
    message('cdescription', id),
    message('correction', ''),
  ])
}

/** `<errormessage>` with one `<error>` for each entry (reference 1.5). */
export function errorMessage(entries: readonly ErrorEntry[], style: ErrorStyle): Branch {
  return branch(
    'errormessage',
    entries.map((entry) => {
      const detail = entry.description2 ?? ''
      const suffix =
        detail === '' || style.supportId === undefined ? '' : ` [Support ID: ${style.supportId()}]`
      const content: Content[] = [
        leaf('errorno', entry.errorno),
        leaf('description', entry.description ?? ''),
        leaf('description2', detail + suffix),
        leaf('correction', entry.correction ?? ''),
      ]
      if (style.additional) content.push(additionalInfo(entry))
      return branch('error', content)
    }),
  )
}

/** One `<result>` in the order status, function, controlid, payload, errormessage (reference 1.3). */
export function result(
  status: 'success' | 'failure' | 'aborted',
  name: string,
  controlId: string,
  payload: readonly Content[],
  failure?: Branch,
): Branch {
  return branch('result', [
    leaf('status', status),
    leaf('function', name),
    leaf('controlid', controlId),
    ...payload,
    ...(failure === undefined ? [] : [failure]),
  ])
}
