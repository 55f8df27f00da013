import type { CallReport } from '@tieout/intacct/caller.ts'
import type { Element } from '@tieout/intacct/xml/element.ts'
import { treeTransport } from '@tieout/intacct/transport/tree-transport.ts'
import { xmlTransport } from '@tieout/intacct/transport/xml-transport.ts'
import type { Transport } from '@tieout/intacct/transport/transport.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type { Log, Seams } from '@tieout/engine/ports/seams.ts'
import type { Slots } from '@tieout/engine/ports/slots.ts'
import { openIntacctRemote } from '@tieout/server/remotes/intacct/open.ts'
import type { IntacctRemote } from '@tieout/server/remotes/intacct/open.ts'
import { createSimulator, throttledXml } from '@tieout/simulator/simulator.ts'
import type { OpenCompany, Simulator } from '@tieout/simulator/simulator.ts'
import type { Answer } from '@tieout/simulator/gateway/gateway.ts'
import { perform } from '@tieout/simulator/weather/perform.ts'
import type { Delivery, Performed } from '@tieout/simulator/weather/perform.ts'
import type { Plan } from '@tieout/simulator/weather/plan.ts'
import type { Branch } from '@tieout/simulator/xml/element.ts'
import { asBytes, asTree } from './deliveries.ts'
import { effectsOf, functionsOf, isWriting, wordsOf } from './effects.ts'
import type { Effect, SentFunction } from './effects.ts'
import { restricting } from './restrictions.ts'
import type { Restriction } from './restrictions.ts'
import { canRefuseRepeats, companySeed, settleMs, us } from './switches.ts'
import type { Switches } from './switches.ts'

/** Decides what befalls a request. */
export type Sky = (functions: readonly SentFunction[], writes: boolean) => Plan

export interface Traffic {
  /** Most requests at once of any one client, and of all clients whose workers are up. */
  mostOfOne: number
  mostOfAll: number
  requests: number
  /** Units that the simulator counted for requests whose answer never arrived whole. */
  doubtfulUnits: number
  /** Units by the reports of our own calls that were answered. */
  reportedUnits: number
  readonly faults: Map<string, number>
}

export interface SimulatedIntacct {
  readonly simulator: Simulator
  readonly company: OpenCompany
  /** Writes of ours that took effect, in order, from the gateway's own answers. */
  readonly effects: Effect[]
  /** Markers of which a second record was made while the first was there. One made anew after somebody deleted the first is none. */
  readonly doubles: string[]
  readonly traffic: Traffic
  sky: Sky
  /** Our user may sign in and ask, and is shown no rows: rights that were narrowed. */
  blind: boolean
  /** Keeps a part of what there is from our user, until told otherwise. */
  restrict(restriction: Restriction): void
  /** Some records were hidden from our user as others were shown. */
  hidInPart: boolean
  /** What is possible only where Intacct forgets: a write carried out twice although we sent nothing wrongly. */
  beyondPromise: boolean
  /** A worker's own client of this Intacct, by a transport and clock that may die with it. */
  open(life: ClientSeams): IntacctRemote
}

export interface ClientSeams {
  readonly clock: Seams['clock']
  readonly wrap: <Port extends object>(name: string, port: Port) => Port
  readonly random: () => number
  readonly ids: () => string
  readonly holder: string
  readonly slots: Slots | null
  /** Neither killed nor ever stopped: what it has in flight is under its own pacing. */
  readonly isUp: () => boolean
}

export interface SimulatedOptions {
  readonly clock: Seams['clock']
  readonly random: { next(): number }
  readonly switches: Switches
  readonly scope: Scope
  /** Told of every arrival and of what became of it. */
  readonly trace: (line: string) => void
  /** Told of every writing request as it leaves. */
  readonly onWrite: (functions: readonly SentFunction[]) => void
}

const endpoint = 'http://127.0.0.1:4401/ia/xml/xmlgw.phtml'

export const fair: Plan = {
  latencyMs: 100,
  latencyPerRowMs: 0,
  throttle: false,
  fault: undefined,
  duplicate: false,
  dice: 0,
  lateCommitMs: 0,
}

const silent: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing }
function nothing(): void {
  return undefined
}

/** Intacct in this process: the simulator, the weather between it and us, and clients of it by the real adapter. */
export function simulatedIntacct(options: SimulatedOptions): SimulatedIntacct {
  const { clock, switches, trace } = options
  const simulator = createSimulator({
    clock,
    random: options.random,
    companies: [{ id: 'SIM', seed: companySeed(switches), books: switches.books, gateway: switches.gateway }],
    endpoint,
  })
  simulator.setSkew(switches.skewSeconds)
  const company = simulator.companies.get('SIM')
  if (!company) throw new Error('the company did not open')
  const effects: Effect[] = []
  const doubles: string[] = []
  const answered = new WeakMap<Element, number>()
  const traffic: Traffic = {
    mostOfOne: 0,
    mostOfAll: 0,
    requests: 0,
    doubtfulUnits: 0,
    reportedUnits: 0,
    faults: new Map(),
  }
  const noting: Simulator = {
    ...simulator,
    answer: (request, meta) => {
      const answer = self.blind
        ? withoutRows(simulator.answer(request, meta))
        : simulator.answer(request, meta)
      for (const effect of effectsOf(functionsOf(request), answer, clock.now())) {
        if (effects.some((earlier) => isDouble(earlier, effect))) doubles.push(effect.marker ?? '')
        effects.push(effect)
      }
      return answer
    },
  }
  const restrict = restricting(company)
  const self: SimulatedIntacct = {
    simulator,
    company,
    effects,
    doubles,
    traffic,
    sky: () => fair,
    blind: false,
    hidInPart: false,
    restrict(restriction) {
      restrict(restriction)
      self.hidInPart ||= restriction.kind === 'some_hidden'
    },
    beyondPromise: false,
    open,
  }
  const inFlight: ClientSeams[] = []
  const noteCrowd = (owner: ClientSeams): void => {
    const own = inFlight.filter((each) => each === owner).length
    // The slots of a worker that was stopped have ended: it may hold others when what it was about to send leaves.
    if (owner.slots === null || owner.isUp()) traffic.mostOfOne = Math.max(traffic.mostOfOne, own)
    traffic.mostOfAll = Math.max(traffic.mostOfAll, inFlight.filter((each) => each.isUp()).length)
  }
  function isDouble(earlier: Effect, { marker, key, object }: Effect): boolean {
    if (marker === null || earlier.marker !== marker || earlier.key === key) return false
    return (
      company?.books.get(object, earlier.key, { userId: 'system', entity: null, source: 'system' }) !==
      undefined
    )
  }
  const fault = (name: string): void => void traffic.faults.set(name, (traffic.faults.get(name) ?? 0) + 1)

  function noteFault(plan: Plan, writes: boolean): void {
    if (plan.throttle) return fault('throttled')
    if (plan.fault !== undefined) fault(plan.fault)
    if (plan.duplicate) fault('duplicate')
    if (!writes || canRefuseRepeats(switches)) return
    if (plan.duplicate || (plan.fault === 'lateCommit' && plan.lateCommitMs > settleMs))
      self.beyondPromise = true
  }

  /** Carries a request through the weather. Answers what is delivered, at the moment of its delivery. */
  async function carry(request: Element, url: string, owner: ClientSeams): Promise<Delivery> {
    const functions = functionsOf(request)
    const writes = isWriting(functions)
    const plan = self.sky(functions, writes)
    noteFault(plan, writes)
    if (writes) options.onWrite(functions)
    traffic.requests += 1
    inFlight.push(owner)
    noteCrowd(owner)
    try {
      await clock.sleep(plan.latencyMs / 2)
      const done = plan.throttle ? throttled() : run(request, plan, url)
      const what = functions.map(({ name }) => name).join('+')
      const fate = plan.throttle ? 'throttled' : (plan.fault ?? done.delivery.kind)
      const said = writes && 'answer' in done.delivery ? wordsOf(done.delivery.answer) : ''
      trace(`${clock.now()} ${what} ${fate} ${said}`)
      await clock.sleep(plan.latencyMs / 2)
      return done.delivery
    } finally {
      inFlight.splice(inFlight.indexOf(owner), 1)
    }
  }

  function run(request: Element, plan: Plan, url: string): Performed {
    const before = simulator.units()
    const ticket = simulator.arrive(request)
    const meta = { endpoint: url, arrival: ticket.arrival }
    const done = perform(noting, plan, request, meta)
    if (!done.late || plan.fault !== 'lateCommit') ticket.leave()
    const spent = simulator.units() - before
    traffic.doubtfulUnits += spent
    if (done.delivery.kind === 'answer' && !plan.duplicate) answered.set(request, spent)
    if (done.late) void commitLate(done.late, () => ticket.leave())
    return done
  }

  async function commitLate(late: NonNullable<Performed['late']>, leave: () => void): Promise<void> {
    await clock.sleep(late.afterMs)
    const before = simulator.units()
    late.commit()
    leave()
    trace(`${clock.now()} late commit`)
    traffic.doubtfulUnits += simulator.units() - before
  }

  /** Units are in doubt until the caller has the answer: it may die on the way. */
  function counting(transport: Transport): Transport {
    return {
      call: async (request, call) => {
        const reader = await transport.call(request, call)
        traffic.doubtfulUnits -= answered.get(request) ?? 0
        return reader
      },
    }
  }

  let date = { second: Number.NaN, headers: {} }
  function headers(): Readonly<Record<string, string>> {
    if (!switches.httpDate) return {}
    const second = Math.floor(simulator.now() / 1000)
    if (second !== date.second) date = { second, headers: { date: new Date(second * 1000).toUTCString() } }
    return date.headers
  }

  function transportOf(seams: ClientSeams): Transport {
    if (!switches.bytes)
      return treeTransport(async (request, url) =>
        asTree(simulator, await carry(request, url, seams), headers()),
      )
    return xmlTransport({
      clock: rejecting(seams.clock),
      http: async ({ url, body, beforeSend }) => {
        beforeSend?.()
        const request = simulator.read(body)
        if ('document' in request) throw new Error('our own request cannot be read')
        return asBytes(simulator, await carry(request, url, seams), headers())
      },
    })
  }

  function open(seams: ClientSeams): IntacctRemote {
    return openIntacctRemote({
      credentials: {
        senderId: 'tieout',
        senderPassword: 'tieout-sender',
        companyId: 'SIM',
        userId: us,
        password: 'secret',
        entity: null,
        endpoint,
      },
      baseCurrency: 'USD',
      scope: options.scope,
      remoteCompany: 'SIM',
      holder: seams.holder,
      slots: seams.slots,
      log: silent,
      onCall: (report: CallReport) => {
        if (report.outcomes.every((kind) => kind !== 'unknown')) traffic.reportedUnits += report.units
      },
      seams: {
        clock: rejecting(seams.clock),
        random: seams.random,
        ids: seams.ids,
        transport: counting(seams.wrap('network', transportOf(seams))),
      },
    })
  }

  function throttled(): Performed {
    const delivery = { kind: 'raw', status: 429, contentType: 'text/xml', body: throttledXml() } as const
    return { delivery, rows: 0, late: undefined }
  }

  return self
}

/** The answer with every list of records empty. */
function withoutRows(answer: Answer): Answer {
  return { ...answer, document: emptied(answer.document) }
}

function emptied(branch: Branch): Branch {
  const isList = branch.children.some((child) => 'table' in child)
  const attributes = isList
    ? { ...branch.attributes, count: '0', totalcount: '0', numremaining: '0' }
    : branch.attributes
  const children = branch.children.flatMap((child) => ('table' in child ? [] : [emptied(child)]))
  return { ...branch, attributes, children }
}

/** The client's clock: a wait that is given up ends with an error. */
function rejecting(clock: Seams['clock']): Seams['clock'] {
  return {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    sleep: async (ms, signal) => {
      await clock.sleep(ms, signal)
      signal?.throwIfAborted()
    },
  }
}
