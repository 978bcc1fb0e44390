import type { Actor } from '#lib/access/actor.ts'
import type { Month } from '#lib/ledger/periods/month-model.ts'
import { listPeriods } from '#lib/ledger/periods/read-periods.ts'
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
    return { period, tasks, people, rolled: await rollForward(tx, month), flux: await readFlux({ tx, entity, month }) }
  })
}
