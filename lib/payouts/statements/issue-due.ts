import type { Entity } from '#lib/entities/entity.ts'
import { inTransaction, read, SYSTEM } from '#lib/platform/db.ts'
import { issueStatementsOf, sellersWithoutStatement } from './issue-statements.ts'

const PAGE = 200

/** Issues the statements that ended months lack, a seller per transaction; answers how many. Running twice issues nothing twice. */
export async function issueDueStatements(entity: Entity, at: Date): Promise<number> {
  const scope = SYSTEM(entity)
  let count = 0
  for (let after = ''; ; ) {
    const page = await read(scope, (tx) => sellersWithoutStatement(tx, { entity, at }, after, PAGE))
    for (const sellerId of page)
      count += await inTransaction(scope, (tx) => issueStatementsOf(tx, { entity, at }, sellerId))
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return count
    after = last
  }
}
