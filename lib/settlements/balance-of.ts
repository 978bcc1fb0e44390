import type { Sql } from '#lib/platform/db.ts'

/** Balance of an account of the platform's book, debits positive; zero while it does not exist. */
export async function balanceOf(
  tx: Sql,
  account: { code: string; subject: string; currency: string },
): Promise<bigint> {
  const [row] = await tx.sql<{ minor: bigint }>(
    `SELECT balance_minor AS minor FROM ledger_account WHERE entity_id = $1 AND livemode = $2 AND book = 'platform'
        AND code = $3 AND subject = $4 AND currency = $5`,
    [tx.scope.entityId, tx.scope.livemode, account.code, account.subject, account.currency],
  )
  return row?.minor ?? 0n
}
