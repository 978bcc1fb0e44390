import type { Words } from './evidence-model.ts'

/** What our own data says about a sale; empty strings where nothing does. */
export type SaleFacts = {
  readonly chargeId: string
  readonly orderId: string
  readonly invoiceNumber: string
  readonly paidOn: string
  readonly amount: string
  readonly sellerName: string
  readonly items: readonly string[]
  readonly buyerName: string
  readonly buyerEmail: string
  readonly billingAddress: string
  readonly purchaseIp: string
  readonly shipping: {
    readonly address: string
    readonly carrier: string
    readonly tracking: string
    readonly name: string
  }
  readonly shippedOn: string
  readonly refunds: readonly string[]
  /** Earlier payments of the same buyer that nobody disputed. */
  readonly undisputedBefore: number
  readonly isAuthenticated: boolean
  readonly twinChargeId: string
}

/** A first answer from our own data, for a person to check and change. Says only what the data says. */
export function draftWords(sale: SaleFacts, reason: string): Words {
  const { shipping } = sale
  const words: Record<string, string> = {
    product_description: sale.items.join('\n'),
    customer_name: sale.buyerName || shipping.name,
    customer_email_address: sale.buyerEmail,
    customer_purchase_ip: sale.purchaseIp,
    billing_address: sale.billingAddress,
    shipping_address: shipping.address,
    shipping_carrier: shipping.carrier,
    shipping_tracking_number: shipping.tracking,
    shipping_date: sale.shippedOn,
    uncategorized_text: statement(sale),
  }
  if (reason === 'duplicate' && sale.twinChargeId !== '') words.duplicate_charge_id = sale.twinChargeId
  if (reason === 'credit_not_processed' && sale.refunds.length > 0) {
    words.refund_refusal_explanation = `Refunded: ${sale.refunds.join('; ')}.`
  }
  return Object.fromEntries(Object.entries(words).filter(([, value]) => value !== ''))
}

function statement(sale: SaleFacts): string {
  const order = sale.orderId === '' ? '' : ` for order ${sale.orderId}`
  const invoice = sale.invoiceNumber === '' ? '' : ` (invoice ${sale.invoiceNumber})`
  const seller = sale.sellerName === '' ? '' : ` from ${sale.sellerName}`
  return [
    `Payment ${sale.chargeId} of ${sale.amount} was made on ${sale.paidOn}${order}${invoice}${seller}.`,
    sale.isAuthenticated ? 'The cardholder was authenticated by 3-D Secure.' : '',
    sale.undisputedBefore > 0
      ? `The same customer made ${sale.undisputedBefore} earlier payments here that were not disputed.`
      : '',
    sale.refunds.length === 0 ? '' : `Refunded so far: ${sale.refunds.join('; ')}.`,
  ]
    .filter((line) => line !== '')
    .join('\n')
}
