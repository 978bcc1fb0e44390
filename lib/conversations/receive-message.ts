import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { inRawTransaction, type Scope, type Sql } from '#lib/platform/db.ts'
import { findSellers } from '#lib/sellers/find-seller.ts'
import { findNamed } from './find-named.ts'
import type { Link } from './link-model.ts'
import { namesIn } from './names-model.ts'
import { otherWords } from './refusals.ts'
import type { messageInput } from './schema.ts'
import { type Taken, takeMessage } from './take-message.ts'

type Message = z.output<typeof messageInput>
type Receiving = { readonly scope: Scope; readonly message: Message; readonly at: Date }

/**
 * Takes a message that another system brings with its key. The same id with the same words again is the same message; with other words
 * it is refused (409). What the system says it is about is believed, as far as it is ours.
 */
export async function receiveMessage({ scope, message, at }: Receiving): Promise<Taken> {
  const { externalId, conversation = '', from, subject, text, sentAt, about } = message
  const hash = createHash('sha256')
    .update(JSON.stringify([from, subject, text]))
    .digest('hex')
  return inRawTransaction(scope, async (tx) => {
    const taken = await takeMessage(
      tx,
      {
        channel: 'api',
        externalId,
        externalKey: conversation,
        hash,
        from: from.email ?? (from.name || 'somebody'),
        fromName: from.name,
        isDoubtful: false,
        subject,
        text,
        sentAt: sentAt === undefined ? at : new Date(sentAt),
        files: [],
        answers: [],
        recipients: [],
        said: { side: from.is ?? 'unknown', links: await saidLinks(tx, about) },
      },
      at,
    )
    if (taken.outcome === 'known' && !taken.isSame) throw otherWords()
    return taken
  })
}

const SAID = 'The system that brought it says so.'

async function saidLinks(tx: Sql, about: readonly string[]): Promise<Link[]> {
  const said = { reason: SAID, confidence: 100, state: 'linked' } as const
  const named = await findNamed(tx, namesIn(about.join(' ')))
  const sellers = await findSellers(tx, about)
  return [
    ...sellers.map(({ id }) => ({ kind: 'seller', id, sellerId: id, ...said })),
    ...named.map(({ kind, id, sellerIds }) => ({
      kind,
      id,
      sellerId: sellerIds.length === 1 ? (sellerIds[0] ?? '') : '',
      ...said,
    })),
  ]
}
