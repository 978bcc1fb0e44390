import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { enqueueMessage } from '#lib/messages/enqueue-message.ts'
import { exponentOf } from '#lib/money/currency.ts'
import { plainDecimal } from '#lib/money/format.ts'
import { money } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { convert } from '#lib/rates/rate.ts'
import { chartAccount } from '../chart.ts'
import { rateMissing } from '../periods/period-refusals.ts'
import { accountMap, refuseUnmapped } from './account-map.ts'
import { type BatchJournal, batchJournals, wholeBatch } from './batch.ts'
import { GL_SYSTEMS, type SentSystem } from './batch-model.ts'
import { notConnected, oneCurrency } from './batch-refusals.ts'
import type { GlJournal } from './gl-journal.ts'

type Sending = { readonly actor: Actor; readonly number: number; readonly system: SentSystem; readonly at: Date }

/** Whether the environment names the company over there. */
export const isConnected = (system: SentSystem): boolean =>
  system === 'quickbooks'
    ? env.QUICKBOOKS_ACCESS_TOKEN !== undefined && env.QUICKBOOKS_REALM_ID !== undefined
    : env.XERO_ACCESS_TOKEN !== undefined && env.XERO_TENANT_ID !== undefined

/**
 * Puts a batch's journals into the outbox for another general ledger, one message per journal, each once however often it is
 * asked for. Refuses accounts without a name over there, a currency without a stored rate (QuickBooks) or beside the functional
 * one (Xero).
 */
export async function sendBatch(tx: Sql, { actor, number, system, at }: Sending): Promise<{ queued: number }> {
  const { word } = GL_SYSTEMS[system]
  if (!isConnected(system)) throw notConnected(word)
  const journals = await batchJournals(tx, await wholeBatch(tx, number))
  const map = await accountMap(tx, system)
  refuseUnmapped(journals, map, system)
  const functional = actor.entity.functionalCurrency
  const foreign = [...new Set(journals.map(({ currency }) => currency))].filter((currency) => currency !== functional)
  if (system === 'xero' && foreign.length > 0) throw oneCurrency(word, foreign)
  let queued = 0
  for (const journal of journals) {
    const rate = await rateOf(tx, journal, functional)
    const body: GlJournal = {
      docNumber: journal.docNumber,
      on: journal.on,
      currency: journal.currency,
      memo: journal.memo,
      ...(rate === null ? {} : { exchangeRate: rate }),
      lines: journal.lines.map(({ code, minor }) => ({
        target: map.of(code) ?? '',
        minor: minor.toString(),
        name: chartAccount(code).name,
      })),
    }
    const id = await enqueueMessage(
      tx,
      {
        kind: `gl.${system}`,
        to: word,
        subject: `Journal ${journal.docNumber}`,
        body: JSON.stringify(body),
        subjectKind: 'journal_batch',
        subjectId: `${number}`,
        onceKey: `gl:${system}:${journal.docNumber}`,
        createdBy: actor.personId,
      },
      at,
    )
    if (id !== null) queued += 1
  }
  await recordAudit(tx, {
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(', ') },
    action: 'batches.send',
    subject: { kind: 'journal_batch', id: `${number}` },
    after: { system, queued },
    note: `${queued} of ${journals.length} journals of batch ${number} go to ${word}.`,
    requestId: actor.requestId,
    at,
  })
  return { queued }
}

/** So many of a large unit that six decimals of its worth are the rate's. */
const RATE_UNITS = 1_000_000n

/** Functional currency for one of the journal's, as decimal text with six digits; null where it is the same. */
async function rateOf(tx: Sql, { currency, on }: BatchJournal, functional: string): Promise<string | null> {
  if (currency === functional) return null
  const worth = await convert(tx, money(RATE_UNITS * 10n ** BigInt(exponentOf(currency)), currency), functional, on)
  if (worth === null) throw rateMissing({ currency, on }, 1)
  const whole = plainDecimal(worth).split('.')[0] ?? '0'
  const digits = whole.padStart(7, '0')
  return `${digits.slice(0, -6).replace(/^0+(?=\d)/, '')}.${digits.slice(-6)}`
}
