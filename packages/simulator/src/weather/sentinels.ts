import type { Element } from '../xml/element.ts'
import type { Facts } from './plan.ts'

type Asked = Facts['sentinels'][number]

/** Sentinels that people may write into a memo, a description or a name: `[sim:reply-lost]`, or `[sim:reply-lost*3]` for three times. */
export const sentinels: Readonly<Record<string, Asked>> = {
  'before-5xx': 'before5xx',
  'expired-session': 'expiredSession',
  'reply-lost': 'replyLost',
  'late-commit': 'lateCommit',
  'after-5xx': 'after5xx',
  html: 'html',
  cut: 'cut',
  duplicate: 'duplicate',
  throttle: 'throttle',
}

const pattern = /\[sim:([\w-]+?)(?:\*(\d+))?\]/g

/** Remembers which sentinels have had their effect: each works once, or as often as it says, for one text. */
export class SentinelMemory {
  private readonly fired = new Map<string, number>()

  /** The sentinels in a request that still have an effect; they have had it once more after this. */
  take(request: Element): readonly Asked[] {
    const found: Asked[] = []
    const visit = (element: Element): void => {
      for (const each of element.children) visit(each)
      if (!element.text.includes('[sim:')) return
      for (const match of element.text.matchAll(pattern)) {
        const asked = sentinels[match[1] ?? '']
        if (asked === undefined) continue
        const key = `${match[0]}\u0000${element.text}`
        const times = this.fired.get(key) ?? 0
        if (times >= Number(match[2] ?? '1')) continue
        this.fired.set(key, times + 1)
        found.push(asked)
      }
    }
    visit(request)
    return found
  }

  clear(): void {
    this.fired.clear()
  }
}
