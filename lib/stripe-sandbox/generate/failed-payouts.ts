import { DAY, HOUR } from '../core/clock.ts'
import type { World } from '../core/world.ts'
import { failPayout } from '../objects/payout-failure.ts'
import { type Agenda, midnights, type Step } from './agenda.ts'
import type { Plan } from './plan.ts'

const CODES = ['account_closed', 'no_account', 'could_not_process', 'incorrect_account_holder_name'] as const
const FIRST = 5
/** Before banks answer, and after: some payouts count as paid for days until they come back. */
const FAILS_AFTER = [DAY + 2 * HOUR, 3 * DAY + 5 * HOUR, 4 * DAY]

/** Lets one in so many payouts of sellers come back from their banks. */
export class FailedPayouts {
  private readonly world: World
  private readonly plan: Plan
  private readonly agenda: Agenda
  private seenSeq = 0
  private count = 0

  constructor(world: World, plan: Plan, agenda: Agenda) {
    this.world = world
    this.plan = plan
    this.agenda = agenda
  }

  /** Looks at the payouts of each day at its noon. */
  steps(): Step[] {
    return midnights(this.plan.start, this.plan.end).map((midnight) => ({
      at: midnight + 12 * HOUR,
      act: () => this.choose(midnight),
    }))
  }

  private choose(midnight: number): void {
    const { world, plan } = this
    const found = world.store
      .statement('SELECT seq, account, id FROM payout WHERE seq > ? AND account <> ? ORDER BY seq')
      .all(this.seenSeq, world.platform)
    for (const { seq, account, id } of found) {
      this.seenSeq = Number(seq)
      this.count += 1
      if (this.count % plan.failedPayoutEvery !== FIRST) continue
      const turn = Math.floor(this.count / plan.failedPayoutEvery)
      const at = midnight + 12 * HOUR + (FAILS_AFTER[turn % FAILS_AFTER.length] ?? DAY)
      const code = CODES[turn % CODES.length] ?? 'account_closed'
      const act = () => failPayout(world, String(account), world.require('payout', String(account), String(id)), code)
      if (at < plan.end - HOUR) this.agenda.add({ at, act })
    }
  }
}
