import { applicationOf } from '../core/application.ts'
import type { Rows } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { createCheckoutSession } from './checkout-session.ts'

type LinkRow = Rows['payment_link']

type NewLink = {
  lines: readonly { price: string; quantity: number }[]
  returnUrl: string | null
  metadata: Metadata
  intent: { description: string | null; metadata: Metadata; transferGroup: string | null }
  applicationFee: number | null
  onBehalfOf: string | null
  transfer: { destination: string; amount: number | null } | null
}

/** An address that anybody may open to buy the same things again and again (docs.stripe.com/api/payment-link). */
export function createPaymentLink(world: World, account: string, input: NewLink): LinkRow {
  const prices = input.lines.map(({ price }) => world.require('price', account, price, 'line_items[0][price]', 400))
  const id = world.ids.next('plink')
  const link = world.store.insert('payment_link', account, {
    id,
    object: 'payment_link',
    created: world.now(),
    _lines: [...input.lines],
    active: true,
    after_completion:
      input.returnUrl === null
        ? { type: 'hosted_confirmation', hosted_confirmation: { custom_message: null } }
        : { type: 'redirect', redirect: { url: input.returnUrl } },
    allow_promotion_codes: false,
    application: account === world.platform ? null : applicationOf(world),
    application_fee_amount: input.applicationFee,
    application_fee_percent: null,
    automatic_tax: { enabled: false, liability: null },
    billing_address_collection: 'auto',
    consent_collection: null,
    currency: prices[0]?.currency ?? 'usd',
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer_creation: 'always',
    inactive_message: null,
    invoice_creation: null,
    livemode: false,
    managed_payments: null,
    metadata: input.metadata,
    on_behalf_of: input.onBehalfOf,
    payment_intent_data: {
      capture_method: null,
      description: input.intent.description,
      metadata: input.intent.metadata,
      setup_future_usage: null,
      statement_descriptor: null,
      statement_descriptor_suffix: null,
      transfer_group: input.intent.transferGroup,
    },
    payment_method_collection: 'always',
    payment_method_options: null,
    payment_method_types: null,
    phone_number_collection: { enabled: false },
    restrictions: null,
    shipping_address_collection: null,
    shipping_options: [],
    submit_type: 'auto',
    subscription_data: null,
    tax_id_collection: { enabled: false, required: 'never' },
    transfer_data: input.transfer,
    url: `${world.origin}/_hosted/link/${id}`,
  })
  recordEvent(world, account, 'payment_link.created', 'payment_link', link)
  return link
}

/** Somebody opens the link: a checkout session of its own, whose metadata is the link's. */
export function openPaymentLink(world: World, account: string, link: LinkRow): Rows['checkout_session'] {
  const transfer = link.transfer_data
  const session = createCheckoutSession(world, account, {
    lines: link._lines.map(({ price, quantity }) => ({ price, quantity, made: null, metadata: {} })),
    successUrl: link.after_completion.redirect?.url ?? `${world.origin}/_hosted/thanks`,
    cancelUrl: null,
    customer: null,
    customerEmail: null,
    clientReferenceId: null,
    metadata: link.metadata,
    expiresAt: null,
    intent: {
      description: link.payment_intent_data?.description ?? null,
      metadata: link.payment_intent_data?.metadata ?? {},
      transferGroup: link.payment_intent_data?.transfer_group ?? null,
      routing: {
        applicationFee: link.application_fee_amount,
        destination: transfer === null ? null : String(transfer.destination),
        transferAmount: transfer?.amount ?? null,
        onBehalfOf: link.on_behalf_of === null ? null : String(link.on_behalf_of),
      },
    },
  })
  return world.store.update('checkout_session', session, { payment_link: link.id })
}
