import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { personAt } from './add-policy.ts'
import { indexDocument } from './index-document.ts'
import { alreadyWithdrawn, noSuchDocument, notWithdrawn, productsOwn } from './refusals.ts'
import { lockDocument, markWithdrawn } from './store.ts'
import { replacePassages } from './write-passages.ts'

type Call = {
  readonly actor: Pick<Actor, 'personId' | 'roles' | 'scope' | 'requestId'>
  readonly slug: string
  readonly why: string
  readonly at: Date
}

/** Takes a policy out of use: it is kept with its versions, and neither found nor quoted any more. */
export async function withdrawPolicy({ actor, slug, why, at }: Call): Promise<void> {
  await inTransaction(actor.scope, async (tx) => {
    const document = await lockDocument(tx, slug)
    if (document === null) throw noSuchDocument()
    if (document.kind === 'help') throw productsOwn()
    if (document.withdrawnAt !== null) throw alreadyWithdrawn()
    await markWithdrawn(tx, document.id, { by: actor.personId, why, at })
    await replacePassages(tx, document, [])
    await recordAudit(tx, {
      actor: personAt(actor),
      action: 'policies.withdraw',
      subject: { kind: 'policy', id: document.id },
      note: `Withdrew “${document.title}”. ${why}`,
      requestId: actor.requestId,
      at,
    })
  })
}

/** Puts a withdrawn policy back into use, as its last version says. */
export async function restorePolicy({ actor, slug, why, at }: Call): Promise<void> {
  await inTransaction(actor.scope, async (tx) => {
    const document = await lockDocument(tx, slug)
    if (document === null) throw noSuchDocument()
    if (document.withdrawnAt === null) throw notWithdrawn()
    await markWithdrawn(tx, document.id, null)
    await indexDocument(tx, document)
    await recordAudit(tx, {
      actor: personAt(actor),
      action: 'policies.restore',
      subject: { kind: 'policy', id: document.id },
      note: `Put “${document.title}” back into use. ${why}`,
      requestId: actor.requestId,
      at,
    })
  })
}
