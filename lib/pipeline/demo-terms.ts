import { SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { addContractVersion } from '#lib/contracts/add-contract-version.ts'
import { createContract, findContract } from '#lib/contracts/create-contract.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { inTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { storeRates } from '#lib/rates/rate.ts'
import { resolveSeller } from '#lib/sellers/find-seller.ts'

type Term = {
  readonly seller: string
  readonly name: string
  readonly bps: number
  readonly feeBearer: 'platform' | 'seller'
  readonly from: string
  readonly category: string
}

/** What the demo's marketplace uploaded on the day it began: a rate for each currency it sells in. */
const DEMO_RATES = [
  { base: 'EUR', quote: 'USD', rate: '1.0850' },
  { base: 'JPY', quote: 'USD', rate: '0.0066' },
] as const

/** A commission above this share of a sale pauses its settlement in the demo. */
const FEE_ALERT_BPS = 4_000

/** Enters the marketplace's own list of terms as contracts, through the same use-cases as a person would. Repeatable. */
export async function loadDemoTerms(entity: Entity, at: Date): Promise<void> {
  const terms = await readTerms()
  await inTransaction(SYSTEM(entity), async (tx) => {
    for (const [seller, rows] of groupBy(terms, (term) => term.seller)) await enterContract(tx, seller, rows, at)
    const on = accountingOn(entity, at)
    await storeRates(
      tx,
      DEMO_RATES.map((rate) => ({ ...rate, on, source: 'uploaded' as const })),
    )
  })
}

async function readTerms(): Promise<Term[]> {
  const response = await fetch(new URL('/_sandbox/files/contracts.csv', env.STRIPE_API_BASE))
  const [, ...lines] = (await response.text()).trim().split('\n')
  return lines.map((line) => {
    const [seller = '', name = '', bps = '', feeBearer = '', from = '', category = ''] = line.split(',')
    return { seller, name, bps: Number(bps), feeBearer: feeBearer === 'seller' ? 'seller' : 'platform', from, category }
  })
}

async function enterContract(tx: Sql, account: string, rows: readonly Term[], at: Date): Promise<void> {
  const seller = account === '*' ? null : await resolveSeller(tx, account)
  if (account !== '*' && seller === null) return
  const sellerId = seller?.id ?? ''
  if ((await findContract(tx, sellerId)) !== null) return
  let contractId: string | undefined
  for (const [from, sameDay] of groupBy(rows, (row) => row.from)) {
    const terms = {
      effectiveOn: from,
      feeBearer: sameDay[0]?.feeBearer ?? 'platform',
      commissionBase: 'gross' as const,
      platformLiableForTax: false,
      feeAlertBps: FEE_ALERT_BPS,
      rules: sameDay.map(({ category, bps }) => ({
        category,
        lineType: '',
        percentBps: bps,
        fixedMinor: 0n,
        currency: '',
      })),
    }
    if (contractId === undefined) {
      const name = sameDay[0]?.name ?? 'Standard terms'
      contractId = (await createContract(tx, { sellerId, name, terms, actor: SYSTEM_ACTOR, at })).contractId
    } else await addContractVersion(tx, { contractId, terms, actor: SYSTEM_ACTOR, at })
  }
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): [string, T[]][] {
  return Object.entries(Object.groupBy(items, key)).map(([name, group = []]) => [name, group])
}
