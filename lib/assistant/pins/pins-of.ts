import { z } from 'zod'
import { read } from '#lib/platform/db.ts'
import { faultId, log } from '#lib/platform/log.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import type { Block, Citation } from '../block-model.ts'
import { recordCall } from '../chat/record-call.ts'
import { toolsFor } from '../tools/registry.ts'
import type { Asker } from '../tools/tool.ts'

/** A pin as Today shows it: asked again now, or as it was with the reason why it could not be. */
export type Pin = {
  readonly id: string
  readonly title: string
  readonly block: Block
  readonly citations: readonly Citation[]
  /** Why it is not of today, as a sentence; null when it is. */
  readonly stale: string | null
}

type Row = {
  readonly id: string
  readonly title: string
  readonly tool: string
  readonly input: unknown
  readonly position: number
  readonly block: Block
  readonly createdAt: Date
}

/** The person's pins, oldest first, each asked again with the person's own tools. One that fails leaves the others alone. */
export async function pinsOf(asker: Asker, at: Date): Promise<Pin[]> {
  const rows = await read(asker.scope, (tx) =>
    tx.sql<Row>(
      `SELECT id, title, tool, input, position, block, created_at AS "createdAt" FROM assistant_pin
        WHERE entity_id = $1 AND livemode = $2 AND person_id = $3 ORDER BY id`,
      [tx.scope.entityId, tx.scope.livemode, tx.scope.actor],
    ),
  )
  return Promise.all(rows.map((row) => askAgain(row, asker, at)))
}

async function askAgain(
  { id, title, tool, input, position, block, createdAt }: Row,
  asker: Asker,
  at: Date,
): Promise<Pin> {
  const asItWas = (why: string): Pin => ({
    id,
    title,
    block,
    citations: [],
    stale: `As of ${createdAt.toISOString().slice(0, 10)}: ${why}`,
  })
  const found = toolsFor(asker).find(({ name }) => name === tool)
  if (found === undefined) return asItWas('your role may not ask this any more.')
  const started = performance.now()
  const audit = (outcome: 'ok' | 'refused', detail: string, rowCount: number) =>
    recordCall(
      { scope: asker.scope, conversationId: '', messageId: '', at },
      {
        kind: 'tool',
        name: tool,
        arguments: JSON.stringify(input),
        rows: rowCount,
        model: 'pin',
        tokens: { input: 0, output: 0 },
        costMicros: 0n,
        reasoning: '',
        outcome,
        detail,
        tookMs: performance.now() - started,
      },
    )
  try {
    const result = await found.run({ asker, at, page: '/' }, input)
    await audit('ok', result.step, result.rows)
    const now = result.blocks[position]
    if (now === undefined || now.kind !== block.kind) return asItWas('nothing of the kind is there now.')
    return { id, title, block: now, citations: result.citations.slice(0, 1), stale: null }
  } catch (error) {
    if (error instanceof Refusal) {
      await audit('refused', error.message, 0)
      return asItWas(error.message)
    }
    if (error instanceof z.ZodError) return asItWas('this question is not understood any more. Pin it anew.')
    const fault = faultId()
    log.error({ fault, where: `pin ${id}`, error: error instanceof Error ? error.stack : String(error) }, 'fault')
    return asItWas(`it failed on our side; quote fault ${fault} when you ask.`)
  }
}
