import type { Actor } from '#lib/access/actor.ts'
import { toWire, type WireMoney } from '#lib/money/money.ts'
import { read } from '#lib/platform/db.ts'
import { getAccount, type LedgerAccountRow } from './list-accounts.ts'
import type { Page } from './paging.ts'
import { dayFrom } from './schema.ts'
import { balanceOn, type StatementLine, statement } from './statement.ts'

type Query = {
  readonly from: string | null
  readonly to: string | null
  readonly ref: string | null
  readonly after: string | null
  readonly before: string | null
  readonly limit: number
}

export type AccountStatement = {
  readonly account: LedgerAccountRow
  readonly page: Page<StatementLine>
  /** Balance before the first day asked for, and after the last; null where no day bounds the statement. */
  readonly opening: { readonly on: string; readonly balance: WireMoney } | null
  readonly closing: { readonly on: string; readonly balance: WireMoney } | null
}

/** One account with a page of its statement; null when there is no such account. */
export function readStatement(actor: Actor, id: string, query: Query): Promise<AccountStatement | null> {
  const [from, to] = [dayFrom(query.from), dayFrom(query.to)]
  return read(actor.scope, async (tx) => {
    const account = await getAccount(tx, id)
    if (account === null) return null
    const balance = async (on: string) =>
      toWire({ minor: await balanceOn(tx, account.id, on), currency: account.balance.currency })
    const page = await statement(tx, { ...query, accountId: account.id, from, to })
    const opening = from === null ? null : { on: from, balance: await balance(dayBefore(from)) }
    const closing = to === null ? null : { on: to, balance: await balance(to) }
    return { account, page, opening, closing }
  })
}

const DAY_MS = 86_400_000

const dayBefore = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10)
