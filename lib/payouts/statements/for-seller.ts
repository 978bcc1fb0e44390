import type { SellerActor } from '#lib/access/seller-actor.ts'
import { read } from '#lib/platform/db.ts'
import { getStatement, type IssuedStatement, listStatements, type StatementRow } from './read-statements.ts'
import { statementFile } from './statement-file.ts'

/** The seller's own statements, newest first. */
export function ownStatements(actor: SellerActor): Promise<StatementRow[]> {
  return read(actor.scope, (tx) => listStatements(tx, actor.sellerId))
}

/** One of the seller's own statements with its lines; null when there is none, or it is another seller's. */
export function ownStatement(actor: SellerActor, id: string): Promise<IssuedStatement | null> {
  return read(actor.scope, (tx) => getStatement(tx, id))
}

/** The file of one of the seller's own statements in the seller's language; another's is answered 404. */
export async function ownStatementFile(actor: SellerActor, id: string, format: string | null): Promise<Response> {
  return statementFile({ found: await ownStatement(actor, id), format, locale: actor.locale })
}
