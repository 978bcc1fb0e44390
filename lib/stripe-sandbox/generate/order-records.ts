import { decimalAmount } from '../core/currency.ts'
import type { World } from '../core/world.ts'
import { refOf, shareOf, termsFor } from './contract.ts'
import { inCents, rateText } from './fx.ts'
import { ROUNDED_AWAY, recordedTotal } from './mistakes.ts'
import { cell, MonthFiles } from './month-files.ts'
import { type Order, type OrderLine, totalOf } from './order.ts'
import { partOf, type Stage } from './stage.ts'

const HEADER =
  'type,order_id,date,seller,line,item,category,gross,tax,commission_percent,commission,currency,payment,refund_of,usd_rate,gross_usd'

/**
 * The marketplace's own order system: a row for each line that was sold and for each refund, in the month it happened.
 * Amounts are decimals of the currency; what a buyer paid elsewhere says so.
 */
export class OrderRecords {
  private readonly stage: Stage
  private readonly files: MonthFiles

  constructor(world: World, stage: Stage) {
    this.stage = stage
    this.files = new MonthFiles(world, (month) => `orders-${month}.csv`, HEADER)
  }

  sale(order: Order, at: number): void {
    if (order.discrepancy === 'seller_record_missing') return
    const excess = recordedTotal(order) - totalOf(order)
    order.lines.forEach((line, index) => {
      const gross = line.amount + (index === 0 ? excess : 0)
      const { percent, commission } = this.agreed(order, line, gross)
      this.row(at, order, 'sale', {
        line: index + 1,
        item: line.description,
        category: line.category,
        seller: line.seller,
        gross,
        percent,
        commission,
        refundOf: '',
      })
    })
  }

  /** One row for the whole refund, negative unless a bank sent it back; its commission is what the platform gives back of its own. */
  refund(order: Order, at: number, amount: number): void {
    if (order.discrepancy === 'seller_record_missing') return
    const [first] = order.lines
    if (!first) return
    const isOneRate = order.lines.every(
      ({ seller, category }) => seller === first.seller && category === first.category,
    )
    const { percent, commission } = this.agreed(order, first, amount)
    this.row(at, order, 'refund', {
      line: 0,
      item: amount < 0 ? 'Refund sent back' : 'Refund',
      category: isOneRate ? first.category : '',
      seller: first.seller,
      gross: -amount,
      percent: isOneRate ? percent : '',
      commission: isOneRate ? -commission : null,
      refundOf: order.id,
    })
  }

  flush(): void {
    this.files.flush()
  }

  private agreed(order: Order, line: OrderLine, gross: number): { percent: string; commission: number } {
    if (line.seller === null) return { percent: '', commission: 0 }
    const { bps } = termsFor(partOf(this.stage, line.seller), line.category, order.at, this.stage.end)
    return { percent: percentOf(bps), commission: gross - shareOf(gross, bps) }
  }

  private row(at: number, order: Order, type: 'sale' | 'refund', row: Row): void {
    const decimal = (amount: number | null) => (amount === null ? '' : decimalAmount(amount, order.currency))
    const lost = order.discrepancy === 'fx_rounding' ? ROUNDED_AWAY : 0
    const cells = [
      type,
      order.id,
      new Date(at * 1000).toISOString().slice(0, 10),
      row.seller === null ? '' : refOf(partOf(this.stage, row.seller)),
      row.line === 0 ? '' : String(row.line),
      row.item,
      row.category,
      decimal(row.gross),
      decimal(0),
      row.percent,
      decimal(row.commission),
      order.currency.toUpperCase(),
      order.fate === 'out_of_band' ? 'elsewhere' : 'stripe',
      row.refundOf,
      rateText(order.currency, at),
      decimalAmount(inCents(row.gross, order.currency, at) - (type === 'sale' ? lost : 0), 'usd'),
    ]
    this.files.add(at, cells.map(cell).join(','))
  }
}

type Row = {
  line: number
  item: string
  category: string
  seller: string | null
  gross: number
  percent: string
  commission: number | null
  refundOf: string
}

/** "17.50" of basis points. */
const percentOf = (bps: number) => `${Math.floor(bps / 100)}.${String(bps % 100).padStart(2, '0')}`
