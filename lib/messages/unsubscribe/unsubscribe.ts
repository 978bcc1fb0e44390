import { type PortalLocale, portalLocale } from '#lib/access/seller-model.ts'
import { currentEntity } from '#lib/entities/entity.ts'
import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { notOurLink } from '../refusals.ts'
import { lift } from '../suppressions/lift.ts'
import { suppress } from '../suppressions/suppress.ts'
import { type MailCategory, mailCategory } from '../templates/categories-model.ts'
import { messageOfToken } from './token.ts'

/** What a link at the end of a mail stops. */
type Stopping = {
  readonly category: MailCategory
  /** The mail's address with most of its name left out: whoever was forwarded the mail does not learn it. */
  readonly shown: string
  readonly locale: PortalLocale
  readonly isStopped: boolean
}

/** What the page behind a link shows; null for a link that is not ours. Looking changes nothing. */
export async function peekStop(token: string): Promise<Stopping | null> {
  const entity = await currentEntity()
  return inRawTransaction(SYSTEM(entity), async (tx) => {
    const found = await behind(tx, token)
    if (found === null) return null
    const { category, recipient, locale } = found
    const rows = await tx.sql(
      `SELECT 1 FROM mail_suppression WHERE entity_id = $1 AND livemode = $2 AND address = lower($3) AND reason = 'unsubscribed'
          AND category = $4 AND lifted_at IS NULL`,
      [entity.id, entity.livemode, recipient, category],
    )
    return { category, shown: shortened(recipient), locale, isStopped: rows.length > 0 }
  })
}

type Choosing = { readonly token: string; readonly isStopped: boolean; readonly how: string }

/** Stops mail of a kind to the address that a mail went to, or lets it come again; doing it twice changes nothing. Refuses (404) a link that is not ours. */
export async function chooseByLink({ token, isStopped, how }: Choosing): Promise<void> {
  const entity = await currentEntity()
  const at = clock.now()
  await inRawTransaction(SYSTEM(entity), async (tx) => {
    const found = await behind(tx, token)
    if (found === null) throw notOurLink()
    const { id, category, recipient } = found
    if (isStopped) {
      await suppress(tx, { address: recipient, reason: 'unsubscribed', category, detail: how, messageId: id, at })
    } else await lift(tx, { address: recipient, reason: 'unsubscribed', category, by: 'recipient', at })
  })
}

type Behind = {
  readonly id: string
  readonly recipient: string
  readonly category: MailCategory
  readonly locale: PortalLocale
}

async function behind(tx: Sql, token: string): Promise<Behind | null> {
  const id = messageOfToken(token)
  if (id === null) return null
  const [row] = await tx.sql<{ recipient: string; category: string; locale: string }>(
    'SELECT recipient, category, locale FROM message WHERE id = $1 AND entity_id = $2 AND livemode = $3',
    [id, tx.scope.entityId, tx.scope.livemode],
  )
  const category = mailCategory(row?.category ?? '')
  if (row === undefined || category === null) return null
  return { id, recipient: row.recipient, category, locale: portalLocale(row.locale) }
}

/** `r…@nordic.example` */
const shortened = (address: string): string => address.replace(/^(.)[^@]*@/u, '$1…@')
