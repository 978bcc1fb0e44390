import type { Outcome } from '#lib/approvals/executor.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { LookUp, ProviderOutcome } from '#lib/providers/stripe/send.ts'

/** Writes what a success means, in the transaction that notes it. */
export type Writer<Row> = (tx: Sql, row: Row, at: Date) => Promise<void>

/** What the gate is told about a call: a busy Stripe did nothing and remembers nothing, so it is looked up like any doubt. */
export function outcomeOf<Row extends { readonly id: string }>(
  sent: ProviderOutcome<Row>,
  write: Writer<Row>,
): Outcome {
  if (sent.outcome === 'succeeded') {
    const { object, requestId } = sent
    return { outcome: 'succeeded', objectId: object.id, requestId, record: (tx, at) => write(tx, object, at) }
  }
  if (sent.outcome === 'unknown') return sent
  if (sent.retryable && !sent.insufficient) {
    // Sent again under the same key.
    return {
      outcome: 'unknown',
      message: `Stripe was too busy: ${sent.message}`,
      requestId: sent.requestId,
      isAnswered: false,
    }
  }
  return { ...sent, isInsufficient: sent.insufficient }
}

/** A look-up that itself failed says nothing: it is tried again later. */
export function foundBy<Row extends { readonly id: string }>(found: LookUp<Row>, write: Writer<Row>) {
  if (found.outcome === 'absent') return null
  const outcome = outcomeOf(found, write)
  if (outcome.outcome !== 'succeeded') throw new Error(`The look-up failed: ${outcome.message}`)
  return outcome
}
