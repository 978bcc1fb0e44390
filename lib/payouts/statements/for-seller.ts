import type { SellerActor } from '#lib/access/seller-actor.ts'
import { read } from '#lib/platform/db.ts'
import { getStatement, listStatements, type StatementRow } from './read-statements.ts'
import { statementFile } from './statement-file.ts'

/** The seller's own statements, newest first. */
export function ownStatements(actor: SellerActor): Promise<StatementRow[]> {
  return read(actor.scope, (tx) => listStatements(tx, actor.sellerId))
}

/** The file of one of the seller's own statements in the seller's language; another's is answered 404. */
export async function ownStatementFile(actor: SellerActor, id: string, format: string | null): Promise<Response> {
  const found = await read(actor.scope, (tx) => getStatement(tx, id))
  return statementFile({ found, format, locale: actor.locale })
}
