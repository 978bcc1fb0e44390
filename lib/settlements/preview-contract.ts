import type { Actor } from '#lib/access/actor.ts'
import { agreementOf } from '#lib/contracts/agreement-model.ts'
import { earnedBy } from '#lib/contracts/earned-model.ts'
import { type Draft, getDraft } from '#lib/contracts/get-draft.ts'
import type { Terms } from '#lib/contracts/model.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { read, type Sql } from '#lib/platform/db.ts'
import { assignSales, wholeOf } from './by-pattern.ts'
import { collect } from './collected.ts'
import type { Source } from './facts.ts'
import { patternOf } from './pattern.ts'
import { readFacts } from './read-facts.ts'
import { isSide } from './side-versions.ts'
import { readRecordedLines } from './store.ts'
import { missingVersions, type RecordedLine } from './versions.ts'

/** What one payee would have got, minor units. Commission is what the platform kept of the payee's own sales. */
export type PreviewTotal = {
  readonly payeeId: string
  readonly name: string
  readonly currency: string
  readonly settlementCount: number
  readonly shareBefore: bigint
  readonly shareAfter: bigint
  readonly commissionBefore: bigint
  readonly commissionAfter: bigint
  /** Of the commission: what would not be earned yet on the last day looked at. */
  readonly deferredAfter: bigint
}

export type PreviewChange = {
  readonly settlementId: string
  readonly title: string
  readonly currency: string
  readonly shareBefore: bigint
  readonly shareAfter: bigint
}

export type ContractPreview = {
  /** First and last accounting day looked at. */
  readonly from: string
  readonly until: string
  readonly settlementCount: number
  /** Settlements beyond the limit, which were left out. */
  readonly leftOut: number
  readonly totals: readonly PreviewTotal[]
  /** The ones that change most, the largest first. */
  readonly changes: readonly PreviewChange[]
}

const SETTLEMENTS_MAX = 1_500
const CHANGES_MAX = 10

type Asked = {
  readonly entity: Entity
  readonly draft: Pick<Draft, 'contractId' | 'sellerId' | 'terms'>
  readonly from: string
  readonly until: string
}

/**
 * What the settlements of some days would have been under a draft: the same functions that settle, on the same facts, with
 * the draft in the place of the contract. Reads only.
 */
export async function previewContract(tx: Sql, { entity, draft, from, until }: Asked): Promise<ContractPreview> {
  const found = await affectedSettlements(tx, draft, from, until)
  const shown = found.slice(0, SETTLEMENTS_MAX)
  const totals = new Map<string, { -readonly [Key in keyof PreviewTotal]: PreviewTotal[Key] }>()
  const changes: PreviewChange[] = []
  for (const { settlementId, title, currency, ...source } of shown) {
    // What moves no share (a fee Stripe passed on, a difference of rates) is the same either way.
    const before = (await readRecordedLines(tx, settlementId)).filter((line) => !isSide(line))
    const after = await splitUnder(tx, entity, source, draft)
    if (after === null) continue
    const payees = new Set([...before, ...after].filter(isAssigned).map(({ sellerId }) => sellerId))
    for (const payeeId of payees) {
      const key = `${payeeId}\n${currency}`
      const total = totals.get(key) ?? { ...NOTHING, payeeId, name: payeeId, currency }
      const own = (lines: readonly RecordedLine[]) => lines.filter((line) => line.sellerId === payeeId)
      total.settlementCount += 1
      total.shareBefore += sum(own(before), 'sellerMinor')
      total.shareAfter += sum(own(after), 'sellerMinor')
      total.commissionBefore += sum(own(before), 'commissionMinor')
      total.commissionAfter += sum(own(after), 'commissionMinor')
      total.deferredAfter += notEarned(own(after), until)
      totals.set(key, total)
    }
    changes.push({
      settlementId,
      title,
      currency,
      shareBefore: sum(before, 'sellerMinor'),
      shareAfter: sum(after, 'sellerMinor'),
    })
  }
  return {
    from,
    until,
    settlementCount: shown.length,
    leftOut: found.length - shown.length,
    totals: await named(tx, [...totals.values()]),
    changes: changes
      .filter(({ shareBefore, shareAfter }) => shareBefore !== shareAfter)
      .toSorted((left, right) => (size(right) > size(left) ? 1 : size(right) < size(left) ? -1 : 0))
      .slice(0, CHANGES_MAX),
  }
}

const NOTHING = {
  settlementCount: 0,
  shareBefore: 0n,
  shareAfter: 0n,
  commissionBefore: 0n,
  commissionAfter: 0n,
  deferredAfter: 0n,
}

const isAssigned = ({ contractVersionId }: RecordedLine) => contractVersionId !== ''

function size({ shareBefore, shareAfter }: PreviewChange): bigint {
  const change = shareAfter - shareBefore
  return change < 0n ? -change : change
}

const sum = (lines: readonly RecordedLine[], column: 'sellerMinor' | 'commissionMinor') =>
  lines.reduce((total, line) => total + line[column], 0n)

const notEarned = (lines: readonly RecordedLine[], on: string) =>
  lines.reduce(
    (total, { commissionMinor, earned = null }) => total + commissionMinor - earnedBy(commissionMinor, earned, on),
    0n,
  )

type Affected = {
  readonly settlementId: string
  readonly kind: Source['kind']
  readonly id: string
  readonly title: string
  readonly currency: string
}

/** Settlements that the contract split, or would have split were it the seller's: by accounting day, refunds included. */
function affectedSettlements(tx: Sql, draft: Asked['draft'], from: string, until: string): Promise<Affected[]> {
  return tx.sql<Affected>(
    `SELECT s.id AS "settlementId", s.source_kind AS kind, s.source_id AS id, s.currency::text AS currency,
            CASE WHEN s.invoice_number <> '' THEN 'Invoice ' || s.invoice_number ELSE 'Payment ' || s.source_id END AS title
       FROM settlement s
      WHERE s.entity_id = $1 AND s.livemode = $2 AND s.version > 0 AND s.accounting_on BETWEEN $3::text::date AND $4::text::date
        AND EXISTS (SELECT FROM settlement_line l WHERE l.settlement_id = s.id AND l.tier_label = ''
                      AND (CASE WHEN $5 = '' THEN l.contract_version_id IN (SELECT v.id FROM contract_version v WHERE v.contract_id = $6)
                           ELSE l.seller_id = $5 END))
      ORDER BY s.collected_at DESC, s.id DESC`,
    [tx.scope.entityId, tx.scope.livemode, from, until, draft.sellerId, draft.contractId],
  )
}

/** Every line of a settlement as it would be had the draft been in force; null when the facts do not tell. */
async function splitUnder(
  tx: Sql,
  entity: Entity,
  source: Source,
  draft: Asked['draft'],
): Promise<RecordedLine[] | null> {
  const facts = await readFacts(tx, entity.stripeAccount, source)
  const collection = collect(facts, entity.metadataKeys, entity.stripeAccount)
  const pattern = patternOf(facts.charges, entity.stripeAccount)
  if (collection.kind !== 'collected') return null
  const sales = await assignSales(tx, entity, { collection, facts, pattern }, (sellerId, applied) =>
    underDraft(sellerId, applied, draft),
  )
  const versions = missingVersions({
    desired: sales.flatMap(({ lines }) => lines),
    refunds: facts.refunds,
    chargedMinor: wholeOf(pattern, facts, collection),
    currency: collection.charged.currency,
    recorded: [],
  })
  return versions.flatMap(({ version, lines }) => lines.map((line) => ({ ...line, version })))
}

function underDraft(
  sellerId: string,
  applied: Terms | null,
  { contractId, sellerId: own, terms }: Asked['draft'],
): Terms | null {
  const isMeant = own === '' ? applied === null || applied.isDefault : sellerId === own
  if (!isMeant) return applied
  return {
    ...agreementOf(terms),
    contractId,
    contractName: applied?.contractName ?? 'The draft',
    contractVersionId: `draft of ${contractId}`,
    version: (applied?.version ?? 0) + 1,
    isDefault: own === '',
  }
}

async function named(tx: Sql, totals: readonly PreviewTotal[]): Promise<PreviewTotal[]> {
  const rows = await tx.sql<{ id: string; name: string }>('SELECT id, name FROM seller WHERE id = ANY($1::text[])', [
    totals.map(({ payeeId }) => payeeId),
  ])
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return totals
    .map((total) => ({ ...total, name: names.get(total.payeeId) ?? total.payeeId }))
    .toSorted((left, right) => left.name.localeCompare(right.name, 'en') || (left.currency < right.currency ? -1 : 1))
}

/** The calendar month before the present one in the book time zone, as its first and last day. */
export function lastMonth(entity: Entity, at: Date): { from: string; until: string } {
  const first = new Date(`${accountingOn(entity, at).slice(0, 7)}-01T00:00:00Z`)
  const last = new Date(first)
  last.setUTCDate(0)
  const until = last.toISOString().slice(0, 10)
  return { from: `${until.slice(0, 7)}-01`, until }
}

/** The preview of a contract's open draft over last month; null when there is no draft. */
export function readContractPreview(actor: Actor, contractId: string, at: Date): Promise<ContractPreview | null> {
  return read(actor.scope, async (tx) => {
    const draft = await getDraft(tx, contractId)
    return draft === null ? null : previewContract(tx, { entity: actor.entity, draft, ...lastMonth(actor.entity, at) })
  })
}
