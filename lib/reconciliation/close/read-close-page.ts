import type { Actor } from '#lib/access/actor.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { chartAccount } from '#lib/ledger/chart.ts'
import type { Month } from '#lib/ledger/periods/month-model.ts'
import { listPeriods } from '#lib/ledger/periods/read-periods.ts'
import { type Revaluation, revalue, toPost } from '#lib/ledger/periods/revaluation.ts'
import type { WireMoney } from '#lib/money/money.ts'
import { listPeople } from '#lib/people/list-people.ts'
import { read } from '#lib/platform/db.ts'
import { readFlux } from './flux.ts'
import { readClose } from './read-close.ts'
import { rollForward } from './roll-forward.ts'

/** Everything the page of a month's close shows; null for a month the books do not have. */
export function readClosePage(actor: Actor, month: Month, at: Date) {
  const { entity } = actor
  return read(actor.scope, async (tx) => {
    if ((await listPeriods(tx, entity, at)).every((period) => period.month !== month)) return null
    const { period, tasks } = await readClose(tx, entity, month, at)
    const people = (await listPeople(tx)).map(({ id, name }) => ({ id, name }))
    const flux = await readFlux({ tx, entity, month })
    const rolled = await rollForward(tx, month)
    return {
      period,
      tasks,
      people,
      rolled,
      flux,
      revaluation: revaluationRows(entity, await revalue(tx, entity, month)),
    }
  })
}

/** A foreign balance as the page shows it; the last three in functional currency. */
export type RevaluationRow = {
  readonly name: string
  readonly code: string
  readonly balance: WireMoney
  readonly carried: WireMoney
  readonly closing: WireMoney
  readonly toPost: WireMoney
}

function revaluationRows({ functionalCurrency }: Entity, { balances, missing }: Revaluation) {
  const own = (minor: bigint): WireMoney => ({ minor: minor.toString(), currency: functionalCurrency })
  const rows = balances.map(
    (balance): RevaluationRow => ({
      name: chartAccount(balance.code).name,
      code: balance.code,
      balance: { minor: balance.balanceMinor.toString(), currency: balance.currency },
      carried: own(balance.carriedMinor + balance.postedMinor),
      closing: own(balance.closingMinor),
      toPost: own(toPost(balance)),
    }),
  )
  return { rows, missing }
}
