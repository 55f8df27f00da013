import type { Timers } from '../seams/system.ts'

interface Lane {
  /** Requests that arrived and are not answered yet, waiting ones too. */
  inFlight: number
  maxInFlight: number
  running: number
  readonly waiting: (() => void)[]
}

/** Requests in flight, as a client sees them: from their arrival to their answer. */
export interface Flight {
  readonly inFlight: number
  readonly maxInFlight: number
}

/** How many requests of each company run at once, and how long the others wait. */
export class Gate {
  throttled = 0
  private readonly all: Lane = { inFlight: 0, maxInFlight: 0, running: 0, waiting: [] }
  private readonly lanes = new Map<string, Lane>()
  private readonly timers: Timers

  constructor(timers: Timers) {
    this.timers = timers
  }

  /**
   * Waits for a turn.
   * @param concurrency requests of the lane at once; 0 for any number.
   * @returns what gives the turn back, or undefined if there was none within `queueMs`.
   */
  async enter(name: string, concurrency: number, queueMs: number): Promise<(() => void) | undefined> {
    const lane = this.lane(name)
    for (const each of [lane, this.all]) {
      each.inFlight += 1
      each.maxInFlight = Math.max(each.maxInFlight, each.inFlight)
    }
    const land = (): void => {
      lane.inFlight -= 1
      this.all.inFlight -= 1
    }
    if (concurrency > 0 && lane.running >= concurrency) {
      // A turn that is waited for is handed over, so it stays counted.
      if (!(await this.wait(lane, queueMs))) {
        this.throttled += 1
        land()
        return undefined
      }
    } else lane.running += 1
    return () => {
      land()
      const next = lane.waiting.shift()
      if (next === undefined) lane.running -= 1
      else next()
    }
  }

  flight(name?: string): Flight {
    const { inFlight, maxInFlight } = name === undefined ? this.all : this.lane(name)
    return { inFlight, maxInFlight }
  }

  /** Starts counting anew; what is in flight stays so. */
  reset(): void {
    this.throttled = 0
    for (const each of [this.all, ...this.lanes.values()]) each.maxInFlight = each.inFlight
  }

  private lane(name: string): Lane {
    let lane = this.lanes.get(name)
    if (lane === undefined) {
      lane = { inFlight: 0, maxInFlight: 0, running: 0, waiting: [] }
      this.lanes.set(name, lane)
    }
    return lane
  }

  private wait(lane: Lane, queueMs: number): Promise<boolean> {
    if (queueMs <= 0) return Promise.resolve(false)
    return new Promise((resolve) => {
      const turn = (): void => {
        cancel()
        resolve(true)
      }
      const cancel = this.timers.after(queueMs, () => {
        lane.waiting.splice(lane.waiting.indexOf(turn), 1)
        resolve(false)
      })
      lane.waiting.push(turn)
    })
  }
}
