import type { Actor } from '#lib/access/actor.ts'
import type { Month } from '#lib/ledger/periods/month-model.ts'
import { read } from '#lib/platform/db.ts'
import { auditFees } from './fee-audit.ts'
import { listPrices } from './fee-price.ts'
import { foundMoney } from './found-money.ts'

/** Everything the page of found money shows, with Stripe's fees of a month. */
export function readFoundPage(actor: Actor, month: Month) {
  return read(actor.scope, async (tx) => {
    const audit = await auditFees(tx, actor.entity, month)
    return { audit, found: await foundMoney(tx, audit), prices: await listPrices(tx) }
  })
}
