import { DAY, HOUR } from '../core/clock.ts'
import type { World } from '../core/world.ts'
import type { Agenda, Step } from './agenda.ts'
import type { BankBook } from './bank-book.ts'
import { bookArrival, mistakeOf } from './bank-mistakes.ts'
import { type Payouts, payoutTimes, payPlatform } from './earnings.ts'
import type { Plan } from './plan.ts'

/** What else moves on the account in US dollars, by the day of the month. */
const STANDING = [
  { day: 3, amount: -480_000, text: 'OFFICE RENT', counterparty: 'Quayside Properties LLC' },
  { day: 15, amount: -29_900, text: 'SOFTWARE SUBSCRIPTION', counterparty: 'Brightdesk Inc.' },
  { day: 25, amount: -1_250_000, text: 'PAYROLL', counterparty: 'Fernhill Marketplace payroll' },
  { day: 28, amount: -2_500, text: 'ACCOUNT MAINTENANCE FEE', counterparty: 'First Harbor Bank' },
] as const

/** What happens on the platform's bank accounts: its payouts until go-live, and the ordinary life of a company. */
export class BankLife {
  private readonly world: World
  private readonly plan: Plan
  private readonly book: BankBook
  private readonly agenda: Agenda
  private readonly paid = new Map<string, number>()

  constructor(world: World, plan: Plan, book: BankBook, agenda: Agenda) {
    this.world = world
    this.plan = plan
    this.book = book
    this.agenda = agenda
  }

  steps(): Step[] {
    const payouts = payoutTimes(this.plan).map((at) => ({ at, act: () => this.payOut() }))
    return [...payouts, ...this.standing()]
  }

  private payOut(): void {
    const isSplit = (currency: string) => this.nextMistake(currency) === 'bank_lines_merged'
    for (const payouts of payPlatform(this.world, isSplit)) this.expect(payouts)
  }

  private nextMistake(currency: string) {
    return this.plan.discrepancies ? mistakeOf(this.paid.get(currency) ?? 0, currency) : undefined
  }

  /** The bank books on the day of arrival, in the morning. */
  private expect(payouts: Payouts): void {
    const [{ currency, arrival_date, id }] = payouts
    const wanted = this.nextMistake(currency)
    this.paid.set(currency, (this.paid.get(currency) ?? 0) + 1)
    const mistake = wanted === 'bank_lines_merged' && payouts.length === 1 ? undefined : wanted
    const at = arrival_date + 9 * HOUR
    if (at >= this.plan.end) return
    const { world, book } = this
    const fresh = <T extends { id: string }>(payout: T) => world.require('payout', world.platform, payout.id)
    const [, ...others] = payouts
    const act = () =>
      bookArrival({ world, book, at, mistake }, [world.require('payout', world.platform, id), ...others.map(fresh)])
    this.agenda.add({ at, act })
  }

  private standing(): Step[] {
    const steps: Step[] = []
    for (let at = this.plan.start + 10 * HOUR; at < this.plan.end; at += DAY) {
      const today = new Date(at * 1000).getUTCDate()
      for (const { day, ...line } of STANDING) {
        if (day === today) {
          steps.push({ at, act: () => this.book.book('usd', { at, endToEnd: null, ...line }) })
        }
      }
    }
    return steps
  }
}
