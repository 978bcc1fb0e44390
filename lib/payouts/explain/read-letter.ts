import type { Actor } from '#lib/access/actor.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type Draft, draftMail, figuresOfLetter, type SaleFacts } from './draft-mail.ts'
import type { ExplainLocale } from './explanation-model.ts'
import { type Figures, figuresOf } from './figures.ts'
import { CHOSEN_LOCALE, languageOf } from './language-of-seller.ts'
import type { PanelPath } from './panel-model.ts'
import { readExplainFacts } from './read-explain-facts.ts'
import { readPaths, type SaleRow } from './read-paths.ts'
import { noSuchSubject } from './refusals.ts'
import { explainInWords } from './words.ts'

/** What is explained: a payout of an account, or a settlement's share of one seller; a run stands for its sellers' settlements. */
export type Subject = {
  readonly kind: 'payout' | 'settlement' | 'run'
  /** `po_…`, `stl_…` or `run_…` */
  readonly id: string
  /** The payout's account; empty otherwise. */
  readonly account: string
  /** Whose share; empty for the first. */
  readonly sellerId: string
}

export type Addressee = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly currency: string
  readonly country: string
  /** The language its people chose; null where nobody did. */
  readonly chosen: string | null
  /** Since when it counts as a seller: approval looks at its age. */
  readonly since: Date | null
}

/** A letter with all it rests on. */
export type ReadLetter = {
  readonly sellers: readonly { readonly id: string; readonly name: string }[]
  readonly seller: Addressee
  readonly subjectKind: 'payout' | 'settlement'
  readonly subjectId: string
  readonly paths: readonly PanelPath[]
  readonly locale: ExplainLocale
  readonly draft: Draft
  readonly figures: Figures
}

type Reading = {
  readonly actor: Pick<Actor, 'entity'>
  readonly subject: Subject
  readonly locale: ExplainLocale | null
  readonly at: Date
}

/** Drafts what a seller may be told about a subject, from the facts of now. Refuses (404) a subject that is not there. */
export async function readLetter(tx: Sql, { actor, subject, locale: chosen, at }: Reading): Promise<ReadLetter> {
  const sales = await readPaths(tx, subject, actor.entity.stripeAccount)
  const sellers = [
    ...new Map(sales.map(({ sellerId, sellerName }) => [sellerId, { id: sellerId, name: sellerName }])).values(),
  ]
  const seller = await addressee(tx, subject, sales[0]?.sellerId ?? '')
  if (seller === null) throw noSuchSubject()
  const locale = chosen ?? languageOf(seller)
  const own = sales.filter(({ sellerId }) => sellerId === seller.id)
  const sale = subject.kind === 'payout' ? undefined : own[0]
  if (subject.kind !== 'payout' && sale === undefined) throw noSuchSubject()
  const payout =
    sale === undefined
      ? { payoutId: subject.id, account: subject.account }
      : { payoutId: sale.payoutId, account: sale.account }
  const facts = payout.payoutId === '' ? null : await readExplainFacts(tx, { ...payout, at })
  if (subject.kind === 'payout' && facts === null) throw noSuchSubject()
  const letter = {
    locale,
    name: seller.name,
    marketplace: actor.entity.name,
    sale: sale === undefined ? null : saleOf(sale, facts?.payout.madeOn ?? ''),
    explanation: facts === null ? null : explainInWords(facts, locale),
  }
  return {
    sellers,
    seller,
    subjectKind: sale === undefined ? 'payout' : 'settlement',
    subjectId: sale === undefined ? `${subject.account}/${subject.id}` : sale.settlementId,
    paths: own.map(({ reference, chargeId, settlementId, transferId, payoutId, traceId, account }) => ({
      ...{ reference, chargeId, settlementId, transferId, payoutId, traceId, account },
    })),
    locale,
    draft: draftMail(letter),
    figures: figuresOfLetter(facts === null ? null : figuresOf(facts), letter),
  }
}

const saleOf = ({ reference, currency, owedMinor, transferredOn }: SaleRow, paidOutOn: string): SaleFacts => ({
  ...{ reference, currency, owedMinor, transferredOn, paidOutOn },
})

async function addressee(tx: Sql, { kind, account, sellerId }: Subject, first: string): Promise<Addressee | null> {
  const [row] = await tx.sql<Addressee>(
    `SELECT id, name, email, upper(default_currency) AS currency, country, ${CHOSEN_LOCALE} AS chosen,
            greatest(account_created_at, charges_enabled_at, first_sale_at) AS since
       FROM seller s WHERE entity_id = $1 AND livemode = $2 AND CASE WHEN $3 THEN stripe_account = $4 ELSE id = $5 END`,
    [tx.scope.entityId, tx.scope.livemode, kind === 'payout', account, sellerId === '' ? first : sellerId],
  )
  return row ?? null
}
