import { DAY, HOUR } from '../core/clock.ts'
import { Dice } from '../core/random.ts'
import type { World } from '../core/world.ts'
import { failPayout } from '../objects/payout-failure.ts'
import { type Agenda, midnights, type Step } from './agenda.ts'
import type { Plan } from './plan.ts'
import type { SellerPart } from './seller-part.ts'
import type { Stage } from './stage.ts'
import type { Tendencies } from './tendencies.ts'

const CODES = ['account_closed', 'no_account', 'could_not_process', 'incorrect_account_holder_name'] as const
const FIRST = 5
/** Before banks answer, and after: some payouts count as paid for days until they come back. */
const FAILS_AFTER = [DAY + 2 * HOUR, 3 * DAY + 5 * HOUR, 4 * DAY]

/** Lets some payouts of sellers come back from their banks: those of sellers in trouble more often. */
export class FailedPayouts {
  private readonly world: World
  private readonly plan: Plan
  private readonly agenda: Agenda
  private readonly tendencies: Tendencies
  private readonly dice: Dice
  private readonly sellers: ReadonlyMap<string, SellerPart>
  private seenSeq = 0
  private count = 0
  private failed = 0

  constructor({ world, sellers }: Stage, plan: Plan, agenda: Agenda, tendencies: Tendencies) {
    this.world = world
    this.plan = plan
    this.agenda = agenda
    this.tendencies = tendencies
    this.dice = new Dice(plan.seed * 10_099 + 3)
    this.sellers = new Map([...sellers.values()].map(({ part, account }) => [account, part]))
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
      if (!this.fails(String(account), midnight)) continue
      const turn = plan.hasTendencies ? this.failed : Math.floor(this.count / plan.failedPayoutEvery)
      this.failed += 1
      const at = midnight + 12 * HOUR + (FAILS_AFTER[turn % FAILS_AFTER.length] ?? DAY)
      const code = CODES[turn % CODES.length] ?? 'account_closed'
      const act = () => failPayout(world, String(account), world.require('payout', String(account), String(id)), code)
      if (at < plan.end - HOUR) this.agenda.add({ at, act })
    }
  }

  /** By the seller's standing; where all are the same, one in so many. */
  private fails(account: string, midnight: number): boolean {
    const { hasTendencies, failedPayoutEvery } = this.plan
    const seller = this.sellers.get(account)
    if (!hasTendencies || seller === undefined) return this.count % failedPayoutEvery === FIRST
    return this.dice.chance(this.tendencies.of(seller, midnight).failedPayouts)
  }
}
