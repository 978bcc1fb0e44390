import type { Actor } from '#lib/access/actor.ts'
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

type Mail = { readonly subject: string; readonly body: string; readonly sentOn: string }
type Drafting = { readonly actor: Actor; readonly disputeId: string; readonly at: Date }

/**
 * Writes the documents that our own data can fill: a receipt, proof of delivery where carrier and number are known, and what was
 * mailed to the buyer. Each is added once, and is a document like any other from then on. Refuses when there is nothing to add.
 */
export async function draftDocuments({ actor, disputeId, at }: Drafting): Promise<{ added: number }> {
  const { sale, mails, held } = await read(actor.scope, (tx) => gather(tx, disputeId))
  const sheets = sheetsOf(sale, mails, at).filter(({ field }) => !held.includes(field))
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
  return { sale, mails: await mailsTo(tx, sale.buyerEmail), held: files.map(({ field }) => field) }
}

const MAILS_MAX = 20

function mailsTo(tx: Sql, address: string): Promise<Mail[]> {
  return tx.sql<Mail>(
    `SELECT subject, body, sent_at::date::text AS "sentOn" FROM message
      WHERE entity_id = $1 AND livemode = $2 AND kind = 'mail.send' AND state = 'sent' AND recipient = $3 AND $3 <> ''
      ORDER BY id DESC LIMIT ${MAILS_MAX}`,
    [tx.scope.entityId, tx.scope.livemode, address],
  )
}

type Sheet = FactSheet & { readonly field: FileField }

function sheetsOf(sale: SaleFacts, mails: readonly Mail[], madeAt: Date): Sheet[] {
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
  const written: Sheet = {
    field: 'customer_communication',
    title: 'Mails to the buyer',
    madeAt,
    facts: mails.map(({ subject, body, sentOn }) => [`${sentOn}: ${subject}`, body] as const),
  }
  return [receipt, ...(shipping.tracking === '' ? [] : [delivery]), ...(mails.length === 0 ? [] : [written])]
}
