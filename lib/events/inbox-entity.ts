import { currentEntity } from '#lib/entities/entity.ts'
import type { InboxEntity } from './model.ts'

let known: InboxEntity | undefined

/** The entity whose inbox this is. Its key never changes, so it is read once; refuses before first data was read. */
export async function inboxEntity(): Promise<InboxEntity> {
  if (known === undefined) {
    const { id, livemode, stripeAccount } = await currentEntity()
    known = { id, livemode, stripeAccount }
  }
  return known
}
