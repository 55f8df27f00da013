import { isRead } from '../gateway/kinds.ts'
import { seeded, type Random } from '../gateway/rng.ts'
import type { Simulator } from '../simulator.ts'
import { child, childrenNamed, type Element } from '../xml/element.ts'
import { decide, type Plan } from './plan.ts'
import { SentinelMemory } from './sentinels.ts'
import { fairWeather, type Weather } from './weather.ts'

/** Names of the functions in a request. */
export function functionNames(request: Element): readonly string[] {
  return childrenNamed(request, 'operation').flatMap((operation) =>
    childrenNamed(operation, 'content').flatMap((content) =>
      content.children.flatMap((wrapper) => wrapper.children.slice(0, 1).map((each) => each.name)),
    ),
  )
}

/** The id of the session that a request uses. */
export function sessionOf(request: Element): string | undefined {
  const operation = child(request, 'operation')
  const authentication = operation === undefined ? undefined : child(operation, 'authentication')
  return authentication === undefined ? undefined : child(authentication, 'sessionid')?.text.trim()
}

/** The weather of one simulator: settings, chance, and the sentinels that have fired. */
export class Station {
  private current: Weather = fairWeather
  private random: Random = seeded(fairWeather.seed)
  private readonly memory = new SentinelMemory()
  private readonly simulator: Simulator

  constructor(simulator: Simulator) {
    this.simulator = simulator
  }

  get weather(): Weather {
    return this.current
  }

  /** Changes the weather and starts its chance anew from the seed. Skew moves the simulated clock at once. */
  change(weather: Weather): void {
    this.current = weather
    this.random = seeded(weather.seed)
    this.simulator.setSkew(weather.faults.skewSeconds)
  }

  /** What befalls this request. Login alone (getAPISession) counts as a read. */
  plan(request: Element): Plan {
    const writes = functionNames(request).some((name) => !isRead(name))
    return decide(this.current, { writes, sentinels: this.memory.take(request) }, this.random)
  }

  clear(): void {
    this.memory.clear()
    this.change(fairWeather)
  }
}
