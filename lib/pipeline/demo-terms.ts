import { z } from 'zod'
import { SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { addContractVersion } from '#lib/contracts/add-contract-version.ts'
import { createContract, findContract } from '#lib/contracts/create-contract.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { inTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { type DailyRate, storeRates } from '#lib/rates/rate.ts'
import { resolveSeller } from '#lib/sellers/find-seller.ts'

/** The file of contracts that the demo's marketplace keeps. */
const contractsFile = z.object({
  contracts: z.array(
    z.object({
      /** `acct_…`, or `*` for what applies to sellers without terms of their own. */
      seller_account: z.string(),
      name: z.string(),
      versions: z.array(
        z.object({
          effective_from: z.iso.date(),
          fee_bearer: z.enum(['platform', 'seller']),
          rules: z.array(z.object({ category: z.string(), commission_bps: z.number().int() })),
        }),
      ),
    }),
  ),
})

type Agreed = z.infer<typeof contractsFile>['contracts'][number]

/**
 * What the demo's marketplace uploaded: a rate for each currency it sells in, on the day it began and on those before, when they were
 * a little lower. In hundred-thousandths.
 */
const DEMO_RATES = [
  { base: 'EUR', rate: 108_500, perDay: 40 },
  { base: 'JPY', rate: 660, perDay: 1 },
  { base: 'KWD', rate: 325_000, perDay: 50 },
] as const

/** Days before the first that have rates: the demo's year, and some. */
const RATE_DAYS = 400
/** Rates fall for so many days back, then begin again. */
const RATE_WAVE_DAYS = 45
const DAY_MS = 86_400_000

/** A commission above this share of a sale pauses its settlement in the demo. */
const FEE_ALERT_BPS = 4_000

/** Enters the marketplace's own list of terms as contracts, through the same use-cases as a person would. Repeatable. */
export async function loadDemoTerms(entity: Entity, at: Date): Promise<void> {
  const response = await fetch(new URL('/_sandbox/files/contracts.json', env.STRIPE_API_BASE))
  // A sandbox without a history has agreed nothing with anybody.
  const contracts = response.ok ? contractsFile.parse(await response.json()).contracts : []
  await inTransaction(SYSTEM(entity), async (tx) => {
    for (const agreed of contracts) await enterContract(tx, agreed, at)
    await storeRates(tx, demoRates(entity, at))
  })
}

function demoRates(entity: Entity, at: Date): DailyRate[] {
  return Array.from({ length: RATE_DAYS }, (_, ago) => new Date(at.getTime() - ago * DAY_MS)).flatMap((day, ago) =>
    DEMO_RATES.map(({ base, rate, perDay }) => ({
      base,
      quote: 'USD',
      on: accountingOn(entity, day),
      rate: inUnits(rate - perDay * (ago % RATE_WAVE_DAYS)),
      source: 'uploaded' as const,
    })),
  )
}

/** `1.08500` of 108500 hundred-thousandths. */
function inUnits(hundredThousandths: number): string {
  const digits = hundredThousandths.toString().padStart(6, '0')
  return `${digits.slice(0, -5)}.${digits.slice(-5)}`
}

async function enterContract(tx: Sql, { seller_account, name, versions }: Agreed, at: Date): Promise<void> {
  const seller = seller_account === '*' ? null : await resolveSeller(tx, seller_account)
  if (seller_account !== '*' && seller === null) return
  const sellerId = seller?.id ?? ''
  if ((await findContract(tx, sellerId)) !== null) return
  let contractId: string | undefined
  for (const { effective_from, fee_bearer, rules } of versions) {
    const terms = {
      effectiveOn: effective_from,
      feeBearer: fee_bearer,
      commissionBase: 'gross' as const,
      platformLiableForTax: false,
      feeAlertBps: FEE_ALERT_BPS,
      rules: rules.map(({ category, commission_bps }) => ({
        category,
        lineType: '',
        percentBps: commission_bps,
        fixedMinor: 0n,
        currency: '',
      })),
    }
    if (contractId === undefined) {
      contractId = (await createContract(tx, { sellerId, name, terms, actor: SYSTEM_ACTOR, at })).contractId
    } else await addContractVersion(tx, { contractId, terms, actor: SYSTEM_ACTOR, at })
  }
}
