import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import type { Block, ToolResult } from '../block-model.ts'
import type { ChatMessage } from '../chat-model.ts'
import { notPinnable, tooManyPins } from '../refusals.ts'
import { toolsFor } from '../tools/registry.ts'
import type { Asker } from '../tools/tool.ts'

/** Where a block stands: in which answer, of which call, the how manieth. */
export type BlockPlace = {
  readonly conversationId: string
  readonly messageId: string
  readonly callId: string
  readonly position: number
}

/** Each is asked again whenever Today is opened. */
const PINS_MAX = 12

type Part = ChatMessage['parts'][number]

/**
 * Keeps a block on the person's Today. What is asked again is the call as it was stored, never what a browser says it was; only
 * tools that read, and that the person may use. Refuses more than twelve.
 */
export async function pinBlock(tx: Sql, place: BlockPlace, asker: Asker, at: Date): Promise<string> {
  const [row] = await tx.sql<{ parts: ChatMessage['parts'] }>(
    'SELECT parts FROM assistant_message WHERE conversation_id = $1 AND id = $2',
    [place.conversationId, place.messageId],
  )
  const call = row?.parts.flatMap((part) => callIn(part, place.callId)).at(0)
  const block = call?.result.blocks[place.position]
  const tool = toolsFor(asker).find(({ name, effect }) => name === call?.tool && effect === 'read')
  const title = block === undefined ? null : titleOf(block)
  if (call === undefined || block === undefined || tool === undefined || title === null) throw notPinnable()
  const [kept] = await tx.sql<{ count: number }>(
    'SELECT count(*)::int AS count FROM assistant_pin WHERE entity_id = $1 AND livemode = $2 AND person_id = $3',
    [tx.scope.entityId, tx.scope.livemode, tx.scope.actor],
  )
  if ((kept?.count ?? 0) >= PINS_MAX) throw tooManyPins(PINS_MAX)
  const id = newId('pin')
  await tx.exec(
    `INSERT INTO assistant_pin (id, entity_id, livemode, person_id, title, tool, input, position, block, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9::jsonb, $10)`,
    [
      id,
      tx.scope.entityId,
      tx.scope.livemode,
      tx.scope.actor,
      title,
      tool.name,
      JSON.stringify(call.input ?? {}),
      place.position,
      JSON.stringify(block),
      at,
    ],
  )
  return id
}

/** Takes a pin of the person's own from Today; nothing happens when it is gone already. */
export async function unpinBlock(tx: Sql, id: string): Promise<void> {
  await tx.exec('DELETE FROM assistant_pin WHERE id = $1 AND person_id = $2', [id, tx.scope.actor])
}

function callIn(part: Part, callId: string): { tool: string; input: unknown; result: ToolResult }[] {
  if (!('toolCallId' in part) || part.toolCallId !== callId || part.state !== 'output-available') return []
  const tool = part.type === 'dynamic-tool' ? part.toolName : part.type.replace(/^tool-/, '')
  const result = part.output as Partial<ToolResult> | null | undefined
  if (!Array.isArray(result?.blocks)) return []
  return [{ tool, input: part.input, result: part.output as ToolResult }]
}

/** What a block is called; null for what cannot be asked again. */
function titleOf(block: Block): string | null {
  if (block.kind === 'table' || block.kind === 'chart') return block.title
  if (block.kind === 'metric') return block.label
  return block.kind === 'entities' ? block.noun : null
}
