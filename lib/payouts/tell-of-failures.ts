import type { Entity } from '#lib/entities/entity.ts'
import { proposeMessage } from '#lib/messages/propose-message.ts'
import { writeMail } from '#lib/messages/templates/write-mail.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { Sql } from '#lib/platform/db.ts'
import { openTicket } from '#lib/tickets/open-ticket.ts'
import { CHOSEN_LOCALE, languageOf } from './explain/language-of-seller.ts'
import type { TieOut } from './tie-out.ts'

/** What came back longer ago was dealt with before us. */
const TOLD_WITHIN = "interval '3 days'"

type Failure = {
  account: string
  id: string
  minor: bigint
  currency: string
  failureCode: string
  sellerId: string
  name: string
  email: string
  since: Date | null
  country: string
  chosen: string | null
}

type Telling = { readonly entity: Entity; readonly found: readonly TieOut[]; readonly at: Date }

/**
 * A payout came back: somebody looks after it, and its seller is told, once a person agreed to the words. The bank account stays
 * disabled at Stripe until the seller updates it (docs.stripe.com/payouts#payout-failures), so nothing else would reach them.
 */
export async function tellOfFailures(tx: Sql, { entity, found, at }: Telling): Promise<void> {
  const failed = found.filter(({ state }) => state === 'failed')
  if (failed.length === 0 || entity.goLiveAt === null || entity.goLiveAt > at) return
  for (const failure of await recentFailures(tx, failed, at)) {
    const amount = formatMoney({ minor: failure.minor, currency: failure.currency })
    const why = failure.failureCode.replaceAll('_', ' ') || 'no reason given'
    const whose = failure.sellerId === '' ? 'the platform' : failure.name
    await openTicket(
      tx,
      {
        subjectKind: 'payout',
        subjectId: `${failure.account}/${failure.id}`,
        code: 'payout_failed',
        title: `The bank sent ${amount} to ${whose} back: ${why}`,
        action:
          failure.sellerId === ''
            ? 'Correct the platform’s bank account at Stripe; the money is in its balance again.'
            : 'Agree to the mail that tells the seller; the money stays in their balance until their bank account is right.',
        priority: 'high',
      },
      at,
    )
    if (failure.sellerId !== '' && failure.email !== '') await tellSeller(tx, entity, { ...failure, why, at })
  }
}

type Told = Failure & { readonly why: string; readonly at: Date }

async function tellSeller(tx: Sql, entity: Entity, failure: Told): Promise<void> {
  const { id, account, sellerId, name, email, since, minor, currency, why, at } = failure
  await proposeMessage(tx, {
    entity,
    onceKey: `payout_failed:${account}:${id}`,
    ...writeMail('payout_failed', languageOf(failure), {
      ...{ name, payout: id, why, marketplace: entity.name },
      amount: { minor: minor.toString(), currency },
    }),
    to: email,
    sellerId,
    subjectKind: 'payout',
    subjectId: `${account}/${id}`,
    reasoning: `The bank sent payout ${id} back (${why}). Until the seller corrects the bank account nothing more reaches them.`,
    evidence: [],
    ...(since === null ? {} : { seller: { id: sellerId, since } }),
    proposedBy: { kind: 'system', id: 'system' },
    at,
  })
}

function recentFailures(tx: Sql, failed: readonly TieOut[], at: Date): Promise<Failure[]> {
  return tx.sql<Failure>(
    `SELECT p.account, p.id, p.amount_minor AS minor, p.currency, p.failure_code AS "failureCode", coalesce(s.id, '') AS "sellerId",
            coalesce(s.name, '') AS name, coalesce(s.email, '') AS email,
            greatest(s.account_created_at, s.charges_enabled_at, s.first_sale_at) AS since,
            coalesce(s.country, '') AS country, ${CHOSEN_LOCALE} AS chosen
       FROM unnest($3::text[], $4::text[]) AS k (account, id)
       JOIN payout p ON p.entity_id = $1 AND p.livemode = $2 AND p.account = k.account AND p.id = k.id
       JOIN balance_transaction b ON b.entity_id = $1 AND b.livemode = $2 AND b.account = p.account AND b.id = p.failure_balance_transaction_id
       LEFT JOIN seller s ON s.entity_id = $1 AND s.livemode = $2 AND s.stripe_account = p.account
      WHERE b.created_at > $5::text::timestamptz - ${TOLD_WITHIN} ORDER BY p.account, p.id`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      failed.map(({ account }) => account),
      failed.map(({ payoutId }) => payoutId),
      at.toISOString(),
    ],
  )
}
