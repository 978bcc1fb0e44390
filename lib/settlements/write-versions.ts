import { recordAudit, SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { postSettlementVersion, type SettlementPosting } from '#lib/ledger/post-settlement.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { Collected } from './collected.ts'
import type { Evaluation } from './evaluate.ts'
import { sourceAccountOf } from './facts.ts'
import type { Pattern } from './pattern.ts'
import { insertVersion } from './store.ts'
import { unassignedMinor, type Version, type VersionLine } from './versions.ts'

type Writing = {
  readonly entity: Entity
  readonly settlementId: string
  readonly evaluation: Evaluation
  readonly collected: Collected
  readonly at: Date
}

/** Writes the missing versions, each with its entry in the ledger and its line in the audit trail. */
export async function writeVersions(
  tx: Sql,
  { entity, settlementId, evaluation, collected, at }: Writing,
): Promise<void> {
  const refs = refsOf(evaluation, collected)
  for (const version of evaluation.versions) {
    const own = version.refund === null ? refs : [...refs, `refund:${version.refund.id}`]
    const occurredAt = version.refund?.createdAt ?? collected.collectedAt
    await insertVersion(tx, settlementId, version)
    await postVersion(tx, {
      entity,
      settlementId,
      version,
      currency: collected.settled.currency,
      occurredAt,
      refs: own,
      at,
      pattern: evaluation.pattern,
    })
    await recordAudit(tx, {
      actor: SYSTEM_ACTOR,
      action: `settlements.${version.kind}`,
      subject: { kind: 'settlement', id: settlementId },
      after: { version: version.version, lines: version.lines.map(({ trace, ...line }) => line) },
      note: noteOf(version, evaluation.lines),
      refs: own,
      at,
    })
  }
}

type Posting = {
  readonly entity: Entity
  readonly settlementId: string
  readonly version: Version
  readonly currency: string
  readonly occurredAt: Date
  readonly refs: readonly string[]
  readonly at: Date
  readonly pattern?: Pattern
}

export async function postVersion(tx: Sql, posting: Posting): Promise<void> {
  const { entity, settlementId, version, currency, occurredAt, refs, at, pattern = 'separate' } = posting
  await postSettlementVersion(
    tx,
    {
      settlementId,
      version: version.version,
      account: entity.stripeAccount,
      currency,
      occurredAt,
      accountingOn: accountingOn(entity, occurredAt),
      refs,
      lines: postingsOf(version, pattern),
    },
    at,
  )
}

/** What a version moves in the books. What no seller is named for moves nothing until somebody is. */
export function postingsOf({ lines, refund, kind: versionKind }: Version, pattern: Pattern): SettlementPosting[] {
  const kind = refund === null ? 'collected' : 'refund'
  const source =
    pattern === 'direct' ? 'application_fee_clearing' : refund === null ? 'buyer_funds' : sourceAccountOf(refund.id)
  if (versionKind === 'fee' || versionKind === 'fx')
    return lines.map((line) => ({ ...NOTHING, kind, source, ...sideOf(line) }))
  return lines.flatMap((line) => {
    const unassigned = unassignedMinor(line)
    const assigned: SettlementPosting = {
      kind,
      source,
      sellerId: line.sellerId,
      grossMinor: line.grossMinor - unassigned,
      promotionMinor: line.promotionMinor,
      sellerMinor: line.sellerMinor,
      commissionMinor: line.commissionMinor,
      deferredMinor: line.deferredMinor ?? 0n,
      sellerFeeMinor: line.sellerFeeMinor,
      taxPayableMinor: line.taxMinor,
    }
    const rest = {
      kind,
      source,
      sellerId: '',
      grossMinor: unassigned,
      promotionMinor: 0n,
      sellerMinor: 0n,
      commissionMinor: 0n,
      sellerFeeMinor: 0n,
      taxPayableMinor: 0n,
    }
    return [
      ...(line.contractVersionId === '' ? [] : [assigned]),
      ...(unassigned === 0n ? [] : [rest as SettlementPosting]),
    ]
  })
}

const NOTHING = {
  sellerId: '',
  grossMinor: 0n,
  sellerMinor: 0n,
  commissionMinor: 0n,
  sellerFeeMinor: 0n,
  taxPayableMinor: 0n,
} as const

const sideOf = ({ sellerId, applicationFeeMinor = 0n, fxMinor = 0n, sellerMinor }: VersionLine) => ({
  sellerId,
  applicationFeeMinor,
  fxMinor,
  sellerFxMinor: sellerMinor,
})

/** Everything people look the settlement up by. */
export function refsOf({ facts, shares }: Pick<Evaluation, 'facts' | 'shares'>, collected: Collected): string[] {
  const customer = facts.invoice?.customerId || collected.charges[0]?.customerId || ''
  return [
    ...(facts.source.kind === 'invoice' ? [`invoice:${facts.source.id}`] : []),
    ...collected.charges.map((charge) => `charge:${charge.id}`),
    ...(customer === '' ? [] : [`customer:${customer}`]),
    ...(collected.orderId === '' ? [] : [`order:${collected.orderId}`]),
    ...shares.map(({ seller }) => `seller:${seller.id}`),
  ]
}

function noteOf({ kind, version, refund, lines }: Version, all: Evaluation['lines']): string {
  if (kind === 'fee') return `Version ${version}: accounted for the application fee.`
  if (kind === 'fx') return `Version ${version}: difference of rates of ${refund?.id ?? ''}.`
  if (refund !== null)
    return `Version ${version}: refund ${refund.id} ${kind === 'refund' ? 'taken out of every share' : 'given back to every share'}.`
  if (kind === 'collected') return 'Split what was collected.'
  const wasSplit = all.some(
    (earlier) =>
      earlier.version < version &&
      earlier.contractVersionId !== '' &&
      lines.some(({ lineNo }) => lineNo === earlier.lineNo),
  )
  return `Version ${version}: ${wasSplit ? 'split anew by back-dated terms' : 'assigned what had belonged to nobody'}.`
}
