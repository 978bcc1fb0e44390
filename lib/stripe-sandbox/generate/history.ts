import { DAY, dayStart, HOUR } from '../core/clock.ts'
import { Dice } from '../core/random.ts'
import type { World } from '../core/world.ts'
import { runDueJobs } from '../jobs/run-due.ts'
import { fundsOf } from '../money/ledger.ts'
import { createAccount, setRestricted } from '../objects/account.ts'
import { createCustomer } from '../objects/customer.ts'
import { createManualPayout } from '../objects/payout.ts'
import { buyerName, SELLERS, type SellerPart } from './cast.ts'
import { contractsCsv } from './contract.ts'
import type { Order } from './order.ts'
import { accountOf, chargeOf, paySellers, placeOrder, refundOrder, type Stage } from './perform.ts'
import { type Plan, planOrders } from './plan.ts'
import { planSpecials } from './specials.ts'
import { type Generation, GO_LIVE_DAYS, type Scale } from './state.ts'
import { plant, writeFile } from './truth.ts'

type InventedScale = Exclude<Scale, 'empty'>

const SCALES: Readonly<Record<InventedScale, { days: number; perDay: number; buyers: number; sellers: number }>> = {
  small: { days: 36, perDay: 3.3, buyers: 12, sellers: 5 },
  demo: { days: 92, perDay: 22, buyers: 90, sellers: SELLERS.length },
  large: { days: 92, perDay: 440, buyers: 900, sellers: SELLERS.length },
}

export const daysOf = (scale: InventedScale): number => SCALES[scale].days

type Step = { at: number; act: () => void }

/** Plays the marketplace's past through the same operations that the API uses, in the order of time. */
export async function inventHistory(world: World, generation: Generation & { scale: InventedScale }): Promise<void> {
  const { seed, end, scale, onProgress = () => {} } = generation
  const size = SCALES[scale]
  const start = dayStart(end) - size.days * DAY
  const plan: Plan = {
    start,
    end,
    goLive: end - GO_LIVE_DAYS * DAY,
    perDay: size.perDay,
    buyers: size.buyers,
    sellers: SELLERS.slice(0, size.sellers),
  }
  const stage = world.transaction(() => setStage(world, plan))
  const orders = planOrders(plan, new Dice(seed)).concat(planSpecials(plan.goLive, scale !== 'small'))
  const steps = [...orders.flatMap((order) => stepsOf(stage, plan, order)), ...otherSteps(stage, plan)]
  steps.sort((a, b) => a.at - b.at)
  await play(world, plan, steps, (done) => onProgress({ done, total: size.days, label: 'Days of history' }))
  world.transaction(() => writeAnswerKey(stage, plan, orders))
}

/** One transaction per day: quick, and the progress is one that a person understands. */
async function play(world: World, plan: Plan, steps: readonly Step[], report: (day: number) => void): Promise<void> {
  let next = 0
  const days = Math.ceil((plan.end - plan.start) / DAY)
  for (let day = 0; day < days; day += 1) {
    const until = Math.min(plan.start + (day + 1) * DAY, plan.end)
    world.transaction(() => {
      for (let step = steps[next]; step && step.at < until; step = steps[next]) {
        runDueJobs(world, step.at)
        world.clock.at(step.at, step.act)
        next += 1
      }
      runDueJobs(world, until)
    })
    report(day + 1)
    if (day % 10 === 9) await new Promise((resolve) => setImmediate(resolve))
  }
}

function setStage(world: World, plan: Plan): Stage {
  const sellers = new Map<string, { part: SellerPart; account: string }>()
  for (const part of plan.sellers.toSorted((a, b) => b.joinedDaysAgo - a.joinedDaysAgo)) {
    const joined = plan.end - part.joinedDaysAgo * DAY + 9 * HOUR
    const open = () => {
      const account = createAccount(world, {
        country: part.country,
        currency: part.currency,
        email: `finance@${part.key}.example`,
        name: part.name,
        url: `https://${part.key}.example`,
        type: 'express',
        metadata: { seller_ref: `S-${part.key}` },
        interval: part.interval,
        ...(part.weeklyAnchor !== undefined && { weeklyAnchor: part.weeklyAnchor }),
      })
      sellers.set(part.key, { part, account: account.id })
    }
    world.clock.at(joined, open)
  }
  const buyers = Array.from({ length: plan.buyers }, (_, index) =>
    world.clock.at(plan.start, () => ({
      paying: createBuyer(world, index, 'pm_card_visa'),
      failing: createBuyer(world, plan.buyers + index, 'pm_card_chargeCustomerFail'),
    })),
  )
  return { world, end: plan.end, sellers, buyers, made: new Map() }
}

function createBuyer(world: World, index: number, card: string): string {
  const { name, email } = buyerName(index)
  return createCustomer(world, world.platform, { name, email, metadata: {}, defaultPaymentMethod: card }).id
}

/** What an order causes later: sellers paid within hours before go-live, and perhaps a refund. */
function stepsOf(stage: Stage, plan: Plan, order: Order): Step[] {
  const paidAt = order.at + (order.kind === 'invoice' ? HOUR : 0)
  const steps: Step[] = [{ at: order.at, act: () => placeOrder(stage, order) }]
  if (order.at < plan.goLive) steps.push({ at: paidAt + 2 * HOUR, act: () => paySellers(stage, order) })
  if (order.refund) {
    steps.push({ at: paidAt + order.refund.afterSeconds, act: () => refundOrder(stage, order) })
  }
  return steps
}

/** Weekly payouts of the platform's earnings before go-live, and the day a seller is restricted. */
function otherSteps(stage: Stage, plan: Plan): Step[] {
  const steps: Step[] = []
  for (let at = plan.start + 10 * DAY + 8 * HOUR; at < plan.goLive; at += 7 * DAY) {
    steps.push({ at, act: () => payPlatform(stage.world) })
  }
  for (const { key, restrictedDaysAgo } of plan.sellers) {
    if (restrictedDaysAgo === undefined) continue
    const at = plan.end - restrictedDaysAgo * DAY + 9 * HOUR
    steps.push({ at, act: () => setRestricted(stage.world, accountOf(stage, key), true) })
  }
  return steps
}

const PAYOUT_MINIMUM = 5000

/** Half of what is available: every share of a seller has left by then, and the rest covers refunds to come. */
function payPlatform(world: World): void {
  for (const { currency, available } of fundsOf(world, world.platform)) {
    const amount = Math.floor(available / 200) * 100
    if (amount < PAYOUT_MINIMUM) continue
    createManualPayout(world, world.platform, { amount, currency, description: 'Weekly earnings', metadata: {} })
  }
}

function writeAnswerKey(stage: Stage, plan: Plan, orders: readonly Order[]): void {
  const { world } = stage
  for (const order of orders) {
    if (!order.planted) continue
    const made = stage.made.get(order.id)
    const charge = chargeOf(stage, order)
    const sellers = [...new Set(order.lines.map((line) => line.seller))].filter((key) => key !== null)
    plant(world, {
      ...order.planted,
      ids: {
        order: order.id,
        ...(made?.invoice && { invoice: made.invoice }),
        ...(charge && { charge: charge.id, payment_intent: charge.payment_intent ?? '' }),
        ...Object.fromEntries(sellers.map((key, index) => [`seller${index || ''}`, accountOf(stage, key)])),
      },
      amount: order.lines.reduce((sum, line) => sum + line.amount, 0),
      currency: order.currency,
    })
  }
  writeFile(world, 'contracts.csv', 'text/csv; charset=utf-8', contractsCsv([...stage.sellers.values()], plan.end))
}
