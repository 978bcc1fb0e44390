import type { FxBearer } from '#lib/contracts/model.ts'
import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { Seller } from '#lib/sellers/model.ts'
import { assignLines } from './assign-lines.ts'
import type { Check, CheckedLine } from './checks.ts'
import type { Collected } from './collected.ts'
import { keepPlatformPart } from './direct.ts'
import { type Facts, isEffective } from './facts.ts'
import { checkFee } from './fee-check.ts'
import type { Pattern } from './pattern.ts'
import { feeFxVersions, feeVersion, fxVersions } from './side-versions.ts'
import type { RecordedLine, Version } from './versions.ts'

type Selling = {
  readonly collection: Collected
  readonly facts: Facts
  readonly pattern: Pattern
  /** Whether the seller's month waits for this sale. */
  readonly isLocking?: boolean
}

/** Whose every line is and how it is split; of a direct charge only the platform's part is left. */
export async function assignSales(
  tx: Sql,
  entity: Entity,
  selling: Selling,
  applying?: Parameters<typeof assignLines>[3],
): Promise<CheckedLine[]> {
  const { collection, facts, pattern, isLocking = false } = selling
  const returned = facts.refunds.filter(isEffective)
  const counting = {
    source: facts.source,
    returnedMinor: returned.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
    wholeMinor: wholeOf(pattern, facts, collection),
    isLocking,
  }
  if (pattern !== 'direct' || facts.fee === null) return assignLines(tx, entity, collection, applying, counting)
  const inPresentment = { ...collection, settled: collection.charged, feeMinor: 0n }
  return keepPlatformPart(await assignLines(tx, entity, inPresentment, applying, counting), facts.fee)
}

/** The whole that what was taken back is a part of, in presentment: the charge, or a direct charge's fee. */
export const wholeOf = (pattern: Pattern, { fee }: Facts, { charged }: Collected): bigint =>
  pattern === 'direct' && fee !== null ? fee.amountMinor : charged.minor

/** The one seller of a charge that Stripe paid out itself. */
export function sellerOfPattern(pattern: Pattern, checked: readonly CheckedLine[]): Seller | null {
  return pattern === 'separate' ? null : (checked.find(({ seller }) => seller !== null)?.seller ?? null)
}

type Sides = {
  readonly pattern: Pattern
  readonly facts: Facts
  readonly collection: Collected
  readonly recorded: readonly RecordedLine[]
  readonly versions: readonly Version[]
  readonly sellerId: string
  readonly bearers: ReadonlyMap<string, FxBearer>
}

/** Versions beside the split: the application fee given back by the seller, and differences of rates. */
export function sideVersions({ pattern, facts, collection, recorded, versions, sellerId, bearers }: Sides): Version[] {
  const { currency } = collection.settled
  const next = (after: readonly Version[]) => (recorded.at(-1)?.version ?? 0) + versions.length + after.length + 1
  const lines = linesOf(recorded, versions)
  const fee = pattern === 'destination' && sellerId !== '' ? facts.fee : null
  const given = fee === null ? null : feeVersion({ fee, sellerId, currency, lines, version: next([]) })
  const first = given === null ? [] : [given]
  const rates = fee === null ? [] : feeFxVersions({ fee, sellerId, currency, lines, version: next(first) })
  const fees = [...first, ...rates]
  return [...fees, ...fxVersions({ refunds: facts.refunds, currency, bearers, lines, version: next(fees) })]
}

/** Recorded lines with those of further versions behind them. */
export const linesOf = (recorded: readonly RecordedLine[], versions: readonly Version[]): RecordedLine[] => [
  ...recorded,
  ...versions.flatMap((version) => version.lines.map((line) => ({ ...line, version: version.version }))),
]

type Checked = {
  readonly pattern: Pattern
  readonly facts: Facts
  readonly seller: Seller | null
  readonly currency: string
  readonly lines: readonly RecordedLine[]
}

/** What only charges have that Stripe pays out itself: their fee, and the account the money went to. */
export function checkPattern({ pattern, facts, seller, currency, lines }: Checked): Check[] {
  if (seller === null) return []
  const [charge] = facts.charges
  const went = pattern === 'direct' ? charge?.account : charge?.destination
  const passed = went === undefined || went === '' || went === seller.stripeAccount
  const destination: Check = {
    code: 'destination_agrees',
    passed,
    sentence: passed
      ? `The money went to ${seller.name}.`
      : `${seller.name} is named as the seller; Stripe sent the money to ${went}.`,
    sellerId: seller.id,
  }
  return [destination, ...checkFee({ pattern, fee: facts.fee, sellerId: seller.id, currency, lines })]
}

/** Why the system never proposes a transfer for a charge that Stripe pays out itself; empty where it may. */
export function paidByStripe(pattern: Pattern): string {
  return pattern === 'destination' ? 'Stripe makes the transfer of a destination charge itself.' : ''
}
