import { childOf, childrenOf, textOf } from '../xml/element.ts'
import type { Element } from '../xml/element.ts'

/** One <error> of an answer, cleaned: any text may be '', and the number is not always a code. */
export interface GatewayError {
  readonly errorno: string
  readonly description: string
  /** Usually the useful one. Without its support id. */
  readonly description2: string
  readonly correction: string
  /** Stable ids of additionalinfo (GL-0493, IA.DUPLICATE_ACCOUNT_NUMBER), empty unless the gateway gave them. */
  readonly ids: readonly string[]
  /** Named values of additionalinfo, such as ACCOUNTNO. */
  readonly placeholders: Readonly<Record<string, string>>
  readonly supportId: string | null
}

// Real answers end a text with it, URL-encoded; the front gateway says "Request ID".
const SUPPORT_ID = /\s*\[(?:Support|Request) ID:\s*([^\]]*)\]/gi

/** The text without its support id, and the id itself. */
export function withoutSupportId(text: string): { text: string; supportId: string | null } {
  let supportId: string | null = null
  const clean = text.replace(SUPPORT_ID, (_whole, id: string) => {
    supportId = id.trim()
    return ''
  })
  return { text: clean.replace(/\s+/g, ' ').trim(), supportId }
}

function idsOf(info: Element): { ids: string[]; placeholders: Record<string, string> } {
  const ids: string[] = []
  const placeholders: Record<string, string> = {}
  const visit = (node: Element): void => {
    const name = node.name.toLowerCase()
    if ((name === 'errorid' || name === 'messageid') && node.text.trim() !== '') ids.push(node.text.trim())
    const key = node.attributes['name']
    if (name === 'placeholder' && key !== undefined)
      placeholders[key] = node.attributes['value'] ?? node.text.trim()
    node.children.forEach(visit)
  }
  visit(info)
  return { ids, placeholders }
}

/** The errors of an <errormessage>, in their order (cause first, the general wrapper last). */
export function errorsOf(errormessage: Element | undefined): GatewayError[] {
  return childrenOf(errormessage, 'error').map((error) => {
    const texts = ['description', 'description2', 'correction'].map((name) =>
      withoutSupportId(textOf(error, name)),
    )
    const info = childOf(error, 'additionalinfo')
    return {
      errorno: textOf(error, 'errorno'),
      description: texts[0]?.text ?? '',
      description2: texts[1]?.text ?? '',
      correction: texts[2]?.text ?? '',
      supportId: texts.find(({ supportId }) => supportId !== null)?.supportId ?? null,
      ...(info === undefined ? { ids: [], placeholders: {} } : idsOf(info)),
    }
  })
}

/** An error from a bare text, for answers that are not XML. */
export function textError(errorno: string, text: string): GatewayError {
  const clean = withoutSupportId(text)
  return {
    errorno,
    description: '',
    description2: clean.text,
    correction: '',
    ids: [],
    placeholders: {},
    supportId: clean.supportId,
  }
}

// "Invalid session Ab3d…" quotes the session, which opens the company to whoever has it.
const SESSION_ID = /(\binvalid session )\S+/gi

/** What Intacct said, in one line, for people and logs; a session's id is left out. */
export function said(error: GatewayError): string {
  return [error.errorno, error.description, error.description2, error.correction]
    .filter((part) => part !== '')
    .join(' · ')
    .replace(SESSION_ID, '$1…')
}
