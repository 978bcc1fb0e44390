import type { Actor } from '#lib/access/actor.ts'
import { read } from '#lib/platform/db.ts'
import { listOwners } from '#lib/tickets/owners.ts'
import { readHealth } from '../read-health.ts'
import { getAlert } from './get-alert.ts'
import { draftLetter } from './letter-model.ts'

/** Everything the page of one alert shows, or null. */
export function readAlertPage(actor: Actor, id: string) {
  return read(actor.scope, async (tx) => {
    const alert = await getAlert(tx, id)
    if (alert === null) return null
    return {
      alert,
      health: await readHealth(tx, alert.sellerId),
      owners: await listOwners(tx),
      letter: draftLetter(alert.kind, alert.sellerName, actor.entity.name),
    }
  })
}
