import { PERMISSIONS, type Permission } from '#lib/access/permissions.ts'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { type Page, pageOf, readKey } from '#lib/platform/page-key.ts'
import { noConversation } from '../refusals.ts'

/** What a conversation is called until its first question gives it a name. */
export const UNTITLED = 'New conversation'

export type Conversation = {
  readonly id: string
  readonly personId: string
  readonly title: string
  /** What a reader other than the owner must hold. */
  readonly needs: readonly Permission[]
  readonly isShared: boolean
  /** ISO instants. */
  readonly createdAt: string
  readonly updatedAt: string
}

type Row = Omit<Conversation, 'needs' | 'createdAt' | 'updatedAt'> & {
  readonly needs: readonly string[]
  readonly createdAt: Date
  readonly updatedAt: Date
}

const COLUMNS = `id, person_id AS "personId", title, needs, shared_at IS NOT NULL AS "isShared", created_at AS "createdAt",
  updated_at AS "updatedAt"`

/** Begins a conversation of the person who acts. */
export async function beginConversation(tx: Sql, at: Date): Promise<string> {
  const id = newId('cnv')
  await tx.exec(
    `INSERT INTO assistant_conversation (id, entity_id, livemode, person_id, title, needs, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, '{}', $6, $6)`,
    [id, tx.scope.entityId, tx.scope.livemode, tx.scope.actor, UNTITLED, at],
  )
  return id
}

/** A conversation that the acting person may see: the database leaves others out. Null when there is none. */
export async function findConversation(tx: Sql, id: string): Promise<Conversation | null> {
  const [row] = await tx.sql<Row>(`SELECT ${COLUMNS} FROM assistant_conversation WHERE id = $1`, [id])
  return row === undefined ? null : toConversation(row)
}

/** The same, refusing what is not the person's own: what is shared is read, never changed. */
export async function ownConversation(tx: Sql, id: string): Promise<Conversation> {
  const found = await findConversation(tx, id)
  if (found === null || found.personId !== tx.scope.actor) throw noConversation()
  return found
}

type ConversationQuery = {
  /** A part of the title, or of what was said. */
  readonly search?: string
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
}

/** The person's own, newest first. */
export async function listConversations(tx: Sql, query: ConversationQuery): Promise<Page<Conversation>> {
  const { search = '', after = null, before = null, limit } = query
  const q = search.trim().slice(0, 120)
  const read = readKey(before ?? after)
  const key = read !== null && !Number.isNaN(Date.parse(read.value)) ? read : null
  const isBackward = before !== null && key !== null
  const [sign, order] = isBackward ? ['>', 'ASC'] : ['<', 'DESC']
  const rows = await tx.sql<Row>(
    `SELECT ${COLUMNS} FROM assistant_conversation c
      WHERE entity_id = $1 AND livemode = $2 AND person_id = $3
        AND ($4 = '' OR title ILIKE $5 OR EXISTS (
          SELECT 1 FROM assistant_message m CROSS JOIN LATERAL jsonb_array_elements(m.parts) part
           WHERE m.conversation_id = c.id AND part ->> 'text' ILIKE $5))
        AND ($6::text IS NULL OR (updated_at, id) ${sign} ($6::text::timestamptz, $7::text))
      ORDER BY updated_at ${order}, id ${order} LIMIT $8`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      tx.scope.actor,
      q,
      `%${q.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`,
      key?.value ?? null,
      key?.id ?? null,
      limit + 1,
    ],
  )
  const keyOf = ({ updatedAt, id }: Row) => ({ value: updatedAt.toISOString(), id })
  const page = pageOf(rows, { isBackward, isFirst: key === null, limit, keyOf })
  return { ...page, rows: page.rows.map(toConversation) }
}

export async function renameConversation(tx: Sql, id: string, title: string): Promise<void> {
  await ownConversation(tx, id)
  await tx.exec('UPDATE assistant_conversation SET title = $2 WHERE id = $1', [id, title])
}

/** Deletes it with every message; the audit of its calls stays. */
export async function deleteConversation(tx: Sql, id: string): Promise<void> {
  await ownConversation(tx, id)
  await tx.exec('DELETE FROM assistant_conversation WHERE id = $1', [id])
}

/** Lets others of the entity read it by its address, as far as their own roles go; null takes it back. */
export async function shareConversation(tx: Sql, id: string, since: Date | null): Promise<void> {
  await ownConversation(tx, id)
  await tx.exec('UPDATE assistant_conversation SET shared_at = $2 WHERE id = $1', [id, since])
}

const isPermission = (name: string): name is Permission => Object.hasOwn(PERMISSIONS, name)

const toConversation = ({ needs, createdAt, updatedAt, ...row }: Row): Conversation => ({
  ...row,
  needs: needs.filter(isPermission),
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
})
