import type { Actor } from '#lib/access/actor.ts'
import { messagesAboutCharge } from '#lib/conversations/for-charge.ts'
import { inTransaction, read, type Sql } from '#lib/platform/db.ts'
import { addFile } from './add-file.ts'
import type { SaleFacts } from './draft-model.ts'
import { listFiles } from './draft-store.ts'
import type { FileField } from './evidence-model.ts'
import { type FactSheet, factsPdf } from './facts-pdf.ts'
import { findCase } from './find-case.ts'
import { readCharge } from './read-charge.ts'
import { readSale } from './read-sale.ts'
import { noSuchCase, nothingToDraft } from './refusals.ts'
import { sellerOfCharge } from './seller-of-charge.ts'

type Mail = { readonly subject: string; readonly body: string; readonly at: Date }
/** Something that was written with the buyer, as the bank reads it: when and who, and the words. */
type Written = { readonly at: string; readonly head: string; readonly text: string }
type Drafting = { readonly actor: Actor; readonly disputeId: string; readonly at: Date }

/**
 * Writes the documents that our own data can fill: a receipt, proof of delivery where carrier and number are known, and what was
 * written with the buyer. Each is added once, and is a document like any other from then on. Refuses when there is nothing to add.
 */
export async function draftDocuments({ actor, disputeId, at }: Drafting): Promise<{ added: number }> {
  const { sale, written, held } = await read(actor.scope, (tx) => gather(tx, disputeId))
  const sheets = sheetsOf(sale, written, at).filter(({ field }) => !held.includes(field))
  if (sheets.length === 0) throw nothingToDraft()
  const made = await Promise.all(sheets.map(async ({ field, ...sheet }) => ({ field, bytes: await factsPdf(sheet) })))
  return inTransaction(actor.scope, async (tx) => {
    for (const { field, bytes } of made) {
      await addFile(tx, {
        disputeId,
        field,
        name: `${field.replaceAll('_', '-')}-${sale.orderId || sale.chargeId}.pdf`,
        bytes,
        actor: { kind: 'person', id: actor.personId, role: actor.roles.join(',') },
        requestId: actor.requestId,
        at,
      })
    }
    return { added: made.length }
  })
}

async function gather(tx: Sql, disputeId: string) {
  const found = await findCase(tx, disputeId)
  const charge = found === null || found.kind === 'warning' ? null : await readCharge(tx, found.chargeId)
  if (charge === null) throw noSuchCase()
  const seller = await sellerOfCharge(tx, charge)
  const sale = await readSale(tx, charge, seller?.name ?? '')
  const files = await listFiles(tx, disputeId)
  const written = [...(await mailsTo(tx, sale.buyerEmail)), ...(await saidWithBuyer(tx, charge.id))]
  return { sale, written, held: files.map(({ field }) => field) }
}

const MAILS_MAX = 20
/** Of one message; a bank reads no more. */
const WORDS_MAX = 4_000

async function mailsTo(tx: Sql, address: string): Promise<Written[]> {
  const mails = await tx.sql<Mail>(
    `SELECT subject, body, sent_at AS at FROM message
      WHERE entity_id = $1 AND livemode = $2 AND kind = 'mail.send' AND state = 'sent' AND recipient = $3 AND $3 <> '' AND subject_kind <> 'inbox'
      ORDER BY id DESC LIMIT ${MAILS_MAX}`,
    [tx.scope.entityId, tx.scope.livemode, address],
  )
  return mails.map(({ subject, body, at }) => written(at.toISOString(), `we wrote: ${subject}`, body))
}

/** What was said in conversations with the buyer that are linked to the payment; what the seller and we wrote to each other stays ours. */
async function saidWithBuyer(tx: Sql, chargeId: string): Promise<Written[]> {
  const lines = await messagesAboutCharge(tx, chargeId)
  return lines
    .filter(({ side, from }) => side === 'buyer' && (from === 'buyer' || from === 'us'))
    .map(({ at, from, text }) => written(at, from === 'us' ? 'we wrote' : 'the buyer wrote', text))
}

const written = (at: string, who: string, text: string): Written => ({ at, head: `${at.slice(0, 10)}: ${who}`, text })

type Sheet = FactSheet & { readonly field: FileField }

function sheetsOf(sale: SaleFacts, said: readonly Written[], madeAt: Date): Sheet[] {
  const { shipping } = sale
  const receipt: Sheet = {
    field: 'receipt',
    title: 'Receipt',
    madeAt,
    facts: [
      ['Payment', sale.chargeId],
      ['Order', sale.orderId],
      ['Invoice', sale.invoiceNumber],
      ['Paid on', sale.paidOn],
      ['Amount', sale.amount],
      ['Sold by', sale.sellerName],
      ['Bought', sale.items.join('\n')],
      ['Buyer', [sale.buyerName, sale.buyerEmail].filter((part) => part !== '').join('\n')],
      ['Billing address', sale.billingAddress],
      ['Refunded', sale.refunds.join('\n')],
    ],
  }
  const delivery: Sheet = {
    field: 'shipping_documentation',
    title: 'Delivery',
    madeAt,
    facts: [
      ['Order', sale.orderId],
      ['Carrier', shipping.carrier],
      ['Tracking number', shipping.tracking],
      ['Sent on', sale.shippedOn],
      ['Delivered to', [shipping.name, shipping.address].filter((part) => part !== '').join('\n')],
    ],
  }
  const mails: Sheet = {
    field: 'customer_communication',
    title: 'What was written with the buyer',
    madeAt,
    facts: said
      .toSorted((left, right) => (left.at < right.at ? -1 : 1))
      .map(({ head, text }) => [head, text.slice(0, WORDS_MAX)] as const),
  }
  return [receipt, ...(shipping.tracking === '' ? [] : [delivery]), ...(said.length === 0 ? [] : [mails])]
}
