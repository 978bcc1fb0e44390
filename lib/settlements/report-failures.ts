import type { Sql } from '#lib/platform/db.ts'
import { closeTickets, openTicket } from '#lib/tickets/open-ticket.ts'
import { ACTIONS, type Check } from './checks.ts'

type Reporting = {
  readonly settlementId: string
  readonly title: string
  /** A new settlement has no tickets to close. */
  readonly isNew: boolean
  readonly checks: readonly Check[]
  readonly at: Date
}

/** One ticket per failed check and seller, with what to do; tickets whose check passes now close by themselves. */
export async function reportFailures(tx: Sql, { settlementId, title, isNew, checks, at }: Reporting): Promise<void> {
  const failed = checks.filter((check) => !check.passed)
  for (const check of failed) {
    const ticket = { code: codeOf(check), title: `${title}: ${check.sentence}`, action: ACTIONS[check.code] }
    await openTicket(tx, { subjectKind: 'settlement', subjectId: settlementId, ...ticket }, at)
  }
  if (isNew) return
  await closeTickets(tx, { subjectKind: 'settlement', subjectId: settlementId, stillOpen: failed.map(codeOf) }, at)
}

const codeOf = ({ code, sellerId }: Check) => (sellerId === undefined ? code : `${code}:${sellerId}`)
