import type { Actor } from '#lib/access/actor.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { read, type Sql } from '#lib/platform/db.ts'
import { agreementOf, termsOf, type WireTerms, wireTerms } from './agreement-model.ts'
import { type Difference, differences } from './diff-model.ts'
import { type ContractDetail, getContract, namesOf, versionsOf } from './get-contract.ts'
import { type Draft, getDraft } from './get-draft.ts'
import type { Agreement } from './model.ts'
import type { ParsedTerms } from './schema.ts'

export type ContractPage = {
  readonly contract: ContractDetail
  readonly sellerName: string
  readonly draft:
    | (Omit<Draft, 'terms'> & { readonly effectiveOn: string; readonly differences: readonly Difference[] })
    | null
  /** What changed from each version to the one after it, by the later one's id. */
  readonly changes: Readonly<Record<string, readonly Difference[]>>
}

/** Everything the page of one contract shows, or null when there is no such contract. */
export function readContractPage(actor: Actor, contractId: string): Promise<ContractPage | null> {
  return read(actor.scope, async (tx) => {
    const contract = await getContract(tx, contractId)
    if (contract === null) return null
    const draft = await getDraft(tx, contractId)
    const sides = await versionsOf(tx, contractId)
    const proposed =
      draft === null ? null : { agreement: agreementOf(draft.terms), effectiveOn: draft.terms.effectiveOn }
    const nameOf = await namesOf(
      tx,
      [...sides, ...(proposed === null ? [] : [proposed])].map(({ agreement }) => agreement),
    )
    const [seller] = await tx.sql<{ name: string }>('SELECT name FROM seller WHERE id = $1', [contract.sellerId])
    const changes = sides.map((side, index) => [side.id, differences(sides[index + 1] ?? null, side, nameOf)] as const)
    return {
      contract,
      sellerName: contract.sellerId === '' ? 'every other seller' : (seller?.name ?? contract.sellerId),
      changes: Object.fromEntries(changes),
      draft:
        draft === null || proposed === null ? null : inWords(draft, differences(sides[0] ?? null, proposed, nameOf)),
    }
  })
}

const inWords = ({ terms, ...draft }: Draft, changed: readonly Difference[]) => ({
  ...draft,
  effectiveOn: terms.effectiveOn,
  differences: changed,
})

export type EditorPage = {
  readonly contractId: string
  readonly name: string
  readonly sellerName: string
  /** Today's accounting day. */
  readonly today: string
  readonly terms: WireTerms
  readonly note: string
  readonly attachment: { readonly hash: string; readonly name: string } | null
  readonly isSubmitted: boolean
  /** Connected accounts a tier or a rule may name. */
  readonly sellers: readonly { readonly id: string; readonly name: string }[]
}

const SELLERS_MAX = 2_000

/** What the editor starts from: the open draft, else the latest version, else the default's. Null when there is no such contract. */
export function readEditorPage(actor: Actor, contractId: string, at: Date): Promise<EditorPage | null> {
  return read(actor.scope, async (tx) => {
    const contract = await getContract(tx, contractId)
    if (contract === null) return null
    const today = accountingOn(actor.entity, at)
    const draft = await getDraft(tx, contractId)
    const sellers = await tx.sql<{ id: string; name: string }>(
      'SELECT id, name FROM seller WHERE entity_id = $1 AND livemode = $2 ORDER BY name, id LIMIT $3',
      [tx.scope.entityId, tx.scope.livemode, SELLERS_MAX],
    )
    return {
      contractId,
      name: contract.name,
      sellerName: sellers.find(({ id }) => id === contract.sellerId)?.name ?? '',
      today,
      terms: wireTerms(draft?.terms ?? (await startingTerms(tx, contractId, today))),
      note: draft?.note ?? '',
      attachment:
        draft === null || draft.attachmentHash === ''
          ? null
          : { hash: draft.attachmentHash, name: draft.attachmentName },
      isSubmitted: draft?.state === 'submitted',
      sellers: sellers.filter(({ id }) => id !== contract.sellerId),
    }
  })
}

async function startingTerms(tx: Sql, contractId: string, today: string): Promise<ParsedTerms> {
  const [own] = await versionsOf(tx, contractId)
  if (own !== undefined) return termsOf(own.agreement, today)
  const [fallback] = await tx.sql<{ id: string }>(
    `SELECT id FROM contract WHERE entity_id = $1 AND livemode = $2 AND seller_id = ''`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  const [shared] = fallback === undefined ? [] : await versionsOf(tx, fallback.id)
  return shared === undefined ? termsOf(FIRST_TERMS, today) : termsOf(shared.agreement, today)
}

const FIRST_TERMS: Agreement = {
  feeBearer: 'platform',
  commissionBase: 'gross',
  isShippingCharged: true,
  isTipCharged: true,
  discountFunder: 'seller',
  isDiscountCharged: false,
  commissionOnRefund: 'in_proportion',
  earned: 'at_payment',
  earnedDays: 0,
  debitDelayDays: 0,
  fxBearer: 'platform',
  runCycle: 'none',
  platformLiableForTax: false,
  feeAlertBps: 3_500,
  maxTotalBps: 10_000,
  holdDays: 0,
  reserveBps: 0,
  reserveDays: 0,
  rules: [],
  tiers: [],
}
