import { DAY, dayStart, HOUR } from '../core/clock.ts'
import type { World } from '../core/world.ts'
import { runDueJobs } from '../jobs/run-due.ts'
import { setRestricted } from '../objects/account.ts'
import { failRefund } from '../objects/refund-failure.ts'
import { afterSaleSteps } from './after-sale.ts'
import { Agenda, midnights, type Step } from './agenda.ts'
import { BankBook } from './bank-book.ts'
import { BankLife } from './bank-life.ts'
import { contractsFile } from './contract.ts'
import { DEBIT_DECIDED_AFTER, planDebits } from './debits.ts'
import { Dealer } from './discrepancy.ts'
import { cashOut, cashOutTimes } from './earnings.ts'
import { episodeSteps } from './episode-steps.ts'
import { FailedPayouts } from './failed-payouts.ts'
import { MemberLife } from './member-life.ts'
import { MemberSales } from './member-sales.ts'
import { planMembers } from './members.ts'
import { MISTAKE_AFTER, makeMistake, TRY_AGAIN_AFTER } from './mistakes.ts'
import { setStage } from './open-stage.ts'
import type { Order } from './order.ts'
import { OrderRecords } from './order-records.ts'
import { paySellers } from './pay-sellers.ts'
import { placeOrder } from './place-order.ts'
import { type Plan, Planner } from './plan.ts'
import { refundOrder } from './refund-order.ts'
import { reviewSteps } from './reviews.ts'
import { type InventedScale, sizeOf } from './scale.ts'
import { planSpecials } from './specials.ts'
import { accountOf, chargeOf, homeOf, type Stage } from './stage.ts'
import { type Generation, GO_LIVE_DAYS } from './state.ts'
import { tellOfTendencies } from './tell-of-tendencies.ts'
import { reserveSteps, topupSteps } from './treasury.ts'
import { plant, writeFile } from './truth.ts'

const REFUND_FAILS_AFTER = 3 * DAY

export const daysOf = (scale: InventedScale): number => sizeOf(scale).days

/** Plays the marketplace's past through the same operations that the API uses, day by day. */
export async function inventHistory(world: World, generation: Generation & { scale: InventedScale }): Promise<void> {
  const { seed, end, scale, discrepancies, members, onProgress = () => {} } = generation
  const size = sizeOf(scale)
  const plan: Plan = {
    ...size,
    members: members ?? size.members,
    seed,
    start: dayStart(end) - size.days * DAY,
    end,
    goLive: end - GO_LIVE_DAYS * DAY,
    discrepancies,
  }
  const report = (done: number) => onProgress({ done, total: size.days, label: 'Days of history' })
  await new History(world, plan, scale !== 'small').play(report)
}

class History {
  private readonly world: World
  private readonly plan: Plan
  private readonly stage: Stage
  private readonly agenda = new Agenda()
  private readonly planner: Planner
  private readonly records: OrderRecords
  private readonly bank: BankBook
  private readonly stories: readonly Order[]
  private readonly lives: readonly MemberLife[]

  constructor(world: World, plan: Plan, isLarger: boolean) {
    this.world = world
    this.plan = plan
    this.stage = world.transaction(() => setStage(world, plan))
    this.planner = new Planner(plan, new Dealer(plan))
    this.records = new OrderRecords(world, this.stage)
    this.bank = new BankBook(world)
    this.lives = planMembers(plan).map((member) => new MemberLife(this.stage, plan, member))
    this.stories = [...planSpecials(plan.goLive, isLarger), ...planDebits(plan)]
  }

  /** One transaction per day: quick, and the progress is one that a person understands. */
  async play(report: (days: number) => void): Promise<void> {
    const { world, plan, agenda } = this
    for (const story of this.stories) agenda.add(...this.stepsOf(story))
    agenda.add(...new BankLife(world, plan, this.bank, agenda).steps(), ...this.sellersSteps())
    agenda.add(
      ...new FailedPayouts(this.stage, plan, agenda, this.planner.tendencies).steps(),
      ...topupSteps(world, plan, this.bank),
    )
    for (const life of this.lives) agenda.add(...life.steps())
    for (const episode of this.planner.tendencies.episodes) agenda.add(...episodeSteps(this.stage, episode))
    agenda.add(...new MemberSales(this.stage, plan, this.records, this.lives).steps())
    for (const [index, midnight] of midnights(plan.start, plan.end).entries()) {
      world.transaction(() => this.playDay(midnight))
      report(index + 1)
      await new Promise((resolve) => setImmediate(resolve))
    }
    world.transaction(() => this.finish())
  }

  private playDay(midnight: number): void {
    const { world, agenda } = this
    for (const order of this.planner.ordersOf(midnight)) agenda.add(...this.stepsOf(order))
    for (const { at, act } of agenda.takeDay(midnight)) {
      runDueJobs(world, at)
      world.clock.at(at, act)
    }
    runDueJobs(world, Math.min(midnight + DAY, this.plan.end))
  }

  /** What an order causes: its record, sellers paid within hours before go-live, perhaps a refund or a mistake. */
  private stepsOf(order: Order): Step[] {
    const { stage, plan } = this
    const paidAt = order.at + (order.debit ? DEBIT_DECIDED_AFTER : order.kind === 'invoice' ? HOUR : 0)
    const steps: Step[] = [
      { at: order.at, act: () => placeOrder(stage, order) },
      { at: paidAt + 60, act: () => this.recordSale(order, paidAt + 60) },
    ]
    const isPaidByHand = order.pattern === 'separate' && order.discrepancy !== 'missing_transfer'
    if (isPaidByHand && order.at < plan.goLive) {
      steps.push({ at: paidAt + 2 * HOUR, act: () => paySellers(stage, order) })
    }
    if (order.refund) {
      const at = paidAt + order.refund.afterSeconds
      steps.push({ at, act: () => this.refund(order, at) })
    }
    steps.push(...afterSaleSteps(stage, order, paidAt), ...reviewSteps(stage, order, paidAt))
    if (order.discrepancy) steps.push(this.mistake(order, paidAt + 3 * HOUR + (MISTAKE_AFTER[order.discrepancy] ?? 0)))
    return steps
  }

  private recordSale(order: Order, at: number): void {
    if (order.fate === 'out_of_band' || chargeOf(this.stage, order)) this.records.sale(order, at)
  }

  private refund(order: Order, at: number): void {
    const refund = refundOrder(this.stage, order)
    if (!refund) return
    this.records.refund(order, at, refund.amount)
    const back = at + REFUND_FAILS_AFTER
    if (!order.refund?.fails || back >= this.plan.end) return
    const act = () => {
      failRefund(this.world, homeOf(this.stage, order), refund.id)
      this.records.refund(order, back, -refund.amount)
    }
    this.agenda.add({ at: back, act })
  }

  /** A mistake that cannot be made for want of money is tried again the next day, until go-live. */
  private mistake(order: Order, at: number): Step {
    return {
      at,
      act: () => {
        if (makeMistake(this.stage, order)) return
        if (at + TRY_AGAIN_AFTER < this.plan.goLive) this.agenda.add(this.mistake(order, at + TRY_AGAIN_AFTER))
      },
    }
  }

  /** The day a seller is restricted, and the days on which sellers with a manual schedule take out their money. */
  private sellersSteps(): Step[] {
    const { stage, world, plan } = this
    return plan.sellers.flatMap(({ key, currency, restrictedDaysAgo, interval, isRisky }, index) => {
      const account = accountOf(stage, key)
      const steps: Step[] = isRisky ? reserveSteps(world, plan, account, currency) : []
      if (restrictedDaysAgo !== undefined) {
        const at = plan.end - restrictedDaysAgo * DAY + 9 * HOUR
        steps.push({ at, act: () => setRestricted(world, account, true) })
      }
      if (interval === 'manual') {
        const times = cashOutTimes(plan, index)
        steps.push(...times.map((at) => ({ at, act: () => cashOut(world, account) })))
      }
      return steps
    })
  }

  private finish(): void {
    const { world, stage, plan } = this
    for (const story of this.stories) this.tell(story)
    tellOfTendencies(stage, this.planner.tendencies)
    const told = new Map(this.lives.toReversed().map((life) => [life.member.fate, life]))
    for (const life of [...told.values()].toReversed()) life.tell(world)
    this.records.flush()
    this.bank.writeStatements(plan.start, plan.end)
    const file = contractsFile([...stage.sellers.values()], plan.end)
    writeFile(world, 'contracts.json', 'application/json', file)
  }

  /** Writes a story into the answer key, with the objects that it became. */
  private tell(order: Order): void {
    if (!order.planted) return
    const made = this.stage.made.get(order)
    const charge = chargeOf(this.stage, order)
    const sellers = [...new Set(order.lines.map((line) => line.seller))].filter((key) => key !== null)
    plant(this.world, {
      kind: 'story',
      ...order.planted,
      account: this.world.platform,
      ids: {
        order: order.id,
        ...(made?.invoice && { invoice: made.invoice }),
        ...(charge && { charge: charge.id, payment_intent: charge.payment_intent ?? '' }),
        ...Object.fromEntries(sellers.map((key, index) => [`seller${index || ''}`, accountOf(this.stage, key)])),
      },
      amount: order.lines.reduce((sum, line) => sum + line.amount, 0),
      currency: order.currency,
    })
  }
}
