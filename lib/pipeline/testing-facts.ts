import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { read, SYSTEM } from '#lib/platform/db.ts'

/** One thing that happened, read row by row from the settlements and the mirror: what a person would count by hand. */
export type Fact = {
  readonly what:
    | 'sold'
    | 'refunded'
    | 'lost'
    | 'commission'
    | 'seller'
    | 'fee'
    | 'order'
    | 'payment'
    | 'dispute'
    | 'payout'
    | 'failure'
    | 'took'
    | 'first'
  readonly minor: bigint
  readonly day: string
  readonly seller: string
  readonly currency: string
  readonly category: string
  readonly method: string
  readonly reason: string
  readonly country: string
  readonly cohort: string
}

type Settlement = {
  id: string
  pattern: string
  currency: string
  chargeId: string
  accountingOn: string
  volumeMinor: bigint
  volumeCurrency: string
  feeMinor: bigint
}
type Line = {
  settlementId: string
  version: number
  lineNo: number
  kind: string
  sourceLineId: string
  sellerId: string
  category: string
  tierLabel: string
  gross: bigint
  commission: bigint
  seller: bigint
}
type Back = {
  id: string
  account: string
  chargeId: string
  createdAt: Date
  reason: string
  amount: bigint
  currency: string
  status: string
  counts: boolean
}
type Seller = { id: string; account: string; country: string; firstSaleAt: Date | null }
type Payout = {
  account: string
  status: string
  amount: bigint
  currency: string
  createdAt: Date
  arrivalAt: Date
  reason: string
}

async function readRows(entity: Entity) {
  return read(SYSTEM(entity), async (tx) => ({
    settlements:
      await tx.sql<Settlement>(`SELECT id, pattern, currency::text AS currency, charge_id AS "chargeId", accounting_on::text AS "accountingOn", volume_minor AS "volumeMinor",
      upper(volume_currency) AS "volumeCurrency", processor_fee_minor AS "feeMinor" FROM settlement`),
    lines:
      await tx.sql<Line>(`SELECT settlement_id AS "settlementId", version, line_no AS "lineNo", kind, source_line_id AS "sourceLineId", seller_id AS "sellerId", category,
      tier_label AS "tierLabel", gross_minor AS gross, commission_minor AS commission, seller_minor AS seller FROM settlement_line ORDER BY settlement_id, version, line_no`),
    refunds:
      await tx.sql<Back>(`SELECT id, account, charge_id AS "chargeId", created_at AS "createdAt", reason, amount_minor AS amount, upper(currency::text) AS currency, status,
      (balance_transaction_id <> '' AND status NOT IN ('failed', 'canceled')) AS counts FROM refund`),
    disputes:
      await tx.sql<Back>(`SELECT id, account, charge_id AS "chargeId", created_at AS "createdAt", reason, amount_minor AS amount, upper(currency::text) AS currency, status,
      (status = 'lost') AS counts FROM dispute`),
    feeRefunds: await tx.sql<{ id: string; createdAt: Date }>(
      `SELECT id, created_at AS "createdAt" FROM application_fee_refund`,
    ),
    charges: await tx.sql<{ id: string; raw: string }>('SELECT id, raw FROM charge'),
    sellers: await tx.sql<Seller>(
      `SELECT id, stripe_account AS account, country, first_sale_at AS "firstSaleAt" FROM seller`,
    ),
    payouts:
      await tx.sql<Payout>(`SELECT account, status, amount_minor AS amount, upper(currency::text) AS currency, created_at AS "createdAt", arrival_at AS "arrivalAt",
      failure_code AS reason FROM payout`),
  }))
}

/** Everything that happened, one by one, by plain loops: nothing of the product's SQL is in it. */
export async function naiveFacts(entity: Entity): Promise<Fact[]> {
  const { settlements, lines, refunds, disputes, feeRefunds, charges, sellers, payouts } = await readRows(entity)
  const facts: Fact[] = []
  const sellerOf = new Map(sellers.map((one) => [one.id, one]))
  const methods = new Map(charges.map(({ id, raw }) => [id, methodIn(raw)]))
  const day = (at: Date) => accountingOn(entity, at)
  const add = (
    what: Fact['what'],
    minor: bigint,
    fact: Partial<Fact> & { readonly day: string; readonly seller: string },
  ) => {
    const seller = sellerOf.get(fact.seller)
    const cohort = seller?.firstSaleAt ? day(seller.firstSaleAt).slice(0, 7) : ''
    facts.push({
      currency: '',
      category: '',
      method: '',
      reason: '',
      country: seller?.country ?? '',
      cohort,
      ...fact,
      what,
      minor,
    })
  }
  const back = new Map(
    [...refunds.map((one) => ['refunded', one] as const), ...disputes.map((one) => ['lost', one] as const)].map(
      ([what, one]) => [one.id, { what, ...one }],
    ),
  )
  const feeBack = new Map(feeRefunds.map((one) => [one.id, one]))

  for (const settlement of settlements) {
    const own = lines.filter(
      ({ settlementId, kind }) => settlementId === settlement.id && kind !== 'fee' && kind !== 'fx',
    )
    const isSale = ({ sourceLineId }: Line) => !back.has(sourceLineId) && !feeBack.has(sourceLineId)
    const last = new Map(own.filter(isSale).map((line) => [line.lineNo, line]))
    const saleSeller = (lineNo: number) => {
      const { sourceLineId, sellerId } = last.get(lineNo) ?? { sourceLineId: '', sellerId: '' }
      const siblings = [...last.values()]
        .filter((line) => line.sourceLineId === sourceLineId)
        .toSorted((left, right) => left.lineNo - right.lineNo)
      return (siblings.find(({ tierLabel }) => tierLabel === '') ?? siblings[0])?.sellerId ?? sellerId
    }
    const isDirect = settlement.pattern === 'direct'
    const sold = new Map<number, bigint>()
    for (const line of own.filter(isSale)) sold.set(line.lineNo, (sold.get(line.lineNo) ?? 0n) + line.gross)
    const total = [...sold.values()].reduce((all, gross) => all + gross, 0n)
    const perSeller = Map.groupBy(
      [...sold.keys()].toSorted((left, right) => left - right),
      saleSeller,
    )
    const grossOf = (lineNos: readonly number[]) => lineNos.reduce((all, lineNo) => all + (sold.get(lineNo) ?? 0n), 0n)
    const method = total === 0n ? '' : (methods.get(settlement.chargeId) ?? '')
    const { currency } = settlement
    for (const line of own) {
      const cause = back.get(line.sourceLineId)
      const at = cause?.createdAt ?? feeBack.get(line.sourceLineId)?.createdAt
      const common = {
        day: at === undefined ? settlement.accountingOn : day(at),
        seller: saleSeller(line.lineNo) || line.sellerId,
        currency,
        category: last.get(line.lineNo)?.category ?? line.category,
        method,
        reason: cause?.reason ?? '',
      }
      if (cause !== undefined) add(cause.what, -line.gross, common)
      else if (isSale(line) && !isDirect) add('sold', line.gross, common)
      add('commission', line.commission, common)
      add('seller', line.seller, { ...common, seller: line.sellerId })
      if (isDirect) add('seller', -line.gross, common)
    }
    if (total === 0n) continue
    const [leader = ''] = [...perSeller]
      .toSorted(([, left], [, right]) =>
        grossOf(right) > grossOf(left) ? 1 : grossOf(right) < grossOf(left) ? -1 : (left[0] ?? 0) - (right[0] ?? 0),
      )
      .map(([seller]) => seller)
    const category = last.get(perSeller.get(leader)?.[0] ?? 0)?.category ?? ''
    const sale = { day: settlement.accountingOn, currency, method }
    for (const [seller, lineNos] of perSeller)
      if (grossOf(lineNos) !== 0n)
        add('order', 1n, { ...sale, seller, category: last.get(lineNos[0] ?? 0)?.category ?? '' })
    add('payment', 1n, { ...sale, seller: leader, category })
    let [upto, given] = [0n, 0n]
    for (const [lineNo, gross] of [...sold].toSorted(([left], [right]) => left - right)) {
      upto += gross
      const part = (2n * settlement.feeMinor * upto + total) / (2n * total) - given
      given += part
      add('fee', part, { ...sale, seller: saleSeller(lineNo), category: last.get(lineNo)?.category ?? '' })
    }
    if (isDirect) {
      add('sold', settlement.volumeMinor, { ...sale, seller: leader, category, currency: settlement.volumeCurrency })
      add('seller', settlement.volumeMinor, { ...sale, seller: leader, category, currency: settlement.volumeCurrency })
      for (const { what, ...one } of back.values())
        if (one.counts && one.chargeId === settlement.chargeId) {
          const fact = {
            day: day(one.createdAt),
            seller: leader,
            currency: one.currency,
            category,
            method,
            reason: one.reason,
          }
          add(what, one.amount, fact)
          add('seller', -one.amount, fact)
        }
    }
    for (const one of disputes)
      if (one.chargeId === settlement.chargeId && !/^warning|^prevented$/.test(one.status))
        add('dispute', 1n, { day: day(one.createdAt), seller: leader, currency, category, method, reason: one.reason })
  }
  for (const payout of payouts) {
    const seller = sellers.find(({ account }) => account === payout.account)
    if (seller === undefined || payout.status === 'canceled') continue
    const fact = { day: day(payout.createdAt), seller: seller.id, currency: payout.currency, reason: payout.reason }
    add(payout.status === 'failed' ? 'failure' : 'payout', payout.status === 'failed' ? 1n : payout.amount, fact)
    if (payout.status === 'paid') add('took', BigInt(payout.arrivalAt.getTime() - payout.createdAt.getTime()), fact)
  }
  for (const { id, firstSaleAt } of sellers)
    if (firstSaleAt !== null) add('first', 1n, { day: day(firstSaleAt), seller: id })
  return facts
}

function methodIn(raw: string): string {
  const { payment_method_details: details } = JSON.parse(raw) as { payment_method_details?: { type?: string } | null }
  return details?.type ?? ''
}
