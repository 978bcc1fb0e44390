import { inRawTransaction, type Scope } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'

/** One call of a tool or a model, as the audit keeps it. */
export type Call = {
  readonly kind: 'tool' | 'model'
  readonly name: string
  readonly arguments: string
  readonly rows: number
  readonly model: string
  readonly tokens: { readonly input: number; readonly output: number }
  readonly costMicros: bigint
  /** What the model showed of its reasoning. */
  readonly reasoning: string
  readonly outcome: 'ok' | 'refused' | 'failed' | 'canceled'
  readonly detail: string
  readonly tookMs: number
}

/** Where a call belongs; empty ids for the command line. */
export type CallOf = {
  readonly scope: Scope
  readonly conversationId: string
  readonly messageId: string
  readonly at: Date
}

const TEXT_MAX = 20_000
const clipped = (text: string) => text.replaceAll('\0', '').slice(0, TEXT_MAX)

/** The assistant's own rows are written under the application's role, whichever role its tools read under. */
export const asApplication = ({ entityId, livemode, actor }: Scope): Scope => ({ entityId, livemode, actor })

/** Writes the audit row of one call. It is never changed. */
export async function recordCall({ scope, conversationId, messageId, at }: CallOf, call: Call): Promise<void> {
  await inRawTransaction(asApplication(scope), (tx) =>
    tx.exec(
      `INSERT INTO assistant_call (id, entity_id, livemode, person_id, conversation_id, message_id, kind, name, arguments, row_count,
         model, tokens_in, tokens_out, cost_micros, reasoning, outcome, detail, took_ms, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
      [
        newId('acl'),
        scope.entityId,
        scope.livemode,
        scope.actor,
        conversationId,
        messageId,
        call.kind,
        clipped(call.name).slice(0, 200),
        clipped(call.arguments),
        call.rows,
        call.model,
        call.tokens.input,
        call.tokens.output,
        call.costMicros,
        clipped(call.reasoning),
        call.outcome,
        clipped(call.detail),
        Math.round(call.tookMs),
        at,
      ],
    ),
  )
}
