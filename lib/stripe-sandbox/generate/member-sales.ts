import { DAY, HOUR } from '../core/clock.ts'
import type { InvoiceRow } from '../core/kinds.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { NOTHING_AFTER } from './after-sale.ts'
import { midnights, type Step } from './agenda.ts'
import type { MemberLife } from './member-life.ts'
import type { Member } from './members.ts'
import type { Order } from './order.ts'
import type { OrderRecords } from './order-records.ts'
import { paySellers } from './pay-sellers.ts'
import type { Plan } from './plan.ts'
import type { Stage } from './stage.ts'

/** An invoice is paid within this long or not at all. */
const PAID_WITHIN = 40 * DAY

/**
 * What subscriptions sell is an order to the marketplace, too: each evening it gives the invoices that were paid that day
 * an order number, records the sale and, until go-live, pays the sellers.
 */
export class MemberSales {
  private readonly stage: Stage
  private readonly plan: Plan
  private readonly records: OrderRecords
  private readonly lives: readonly MemberLife[]
  private readonly known = new Set<string>()
  private number = 0

  constructor(stage: Stage, plan: Plan, records: OrderRecords, lives: readonly MemberLife[]) {
    this.stage = stage
    this.plan = plan
    this.records = records
    this.lives = lives
  }

  /** Every evening, and a last time before go-live and the end, so that no sale is left over. */
  steps(): Step[] {
    const { start, goLive, end } = this.plan
    const evenings = midnights(start, end).map((midnight) => midnight + 23 * HOUR)
    return [...evenings, goLive - 60, end - 60]
      .filter((at) => at >= start && at < end)
      .map((at) => ({ at, act: () => this.close(at) }))
  }

  private close(at: number): void {
    const { world } = this.stage
    const paid = world.store.list(
      'invoice',
      world.platform,
      { status: 'paid', created: { gte: at - PAID_WITHIN } },
      { limit: 1_000_000, oldestFirst: true, condition: 'by_subscription IS NOT NULL' },
    ).rows
    const members = new Map(this.lives.map(({ id, member }) => [id, member]))
    for (const invoice of paid) {
      const member = members.get(String(invoice.parent?.subscription_details?.subscription))
      if (member === undefined || this.known.has(invoice.id) || invoice.amount_paid === 0) continue
      this.known.add(invoice.id)
      this.sell(invoice, member, at)
    }
  }

  private sell(invoice: InvoiceRow, member: Member, at: number): void {
    const { world } = this.stage
    this.number += 1
    const paidAt = invoice.status_transitions.paid_at ?? at
    const order: Order = {
      id: `SUB-${String(this.number).padStart(5, '0')}`,
      at: paidAt,
      kind: 'invoice',
      pattern: 'separate',
      currency: member.currency,
      buyer: 0,
      lines: [member.line],
      fate: 'paid',
      sellerOnOrder: false,
      refund: null,
      afterSale: NOTHING_AFTER,
      planted: null,
      discrepancy: null,
    }
    const metadata = { ...invoice.metadata, order_id: order.id }
    const numbered = world.store.update('invoice', invoice, { metadata })
    recordEvent(world, world.platform, 'invoice.updated', 'invoice', numbered, { metadata: invoice.metadata })
    this.stage.made.set(order, { invoice: invoice.id, intent: null })
    this.records.sale(order, paidAt)
    if (at < this.plan.goLive) paySellers(this.stage, order)
  }
}
