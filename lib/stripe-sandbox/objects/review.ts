import { refused } from '../core/failure.ts'
import type { Rows } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { recordEvent } from '../webhooks/record-event.ts'

type ReviewRow = Rows['review']

/** Radar asks somebody to look at a payment (docs.stripe.com/radar/reviews). The money moves on meanwhile. */
export function openReview(world: World, account: string, charge: Rows['charge']): ReviewRow {
  if (charge.review !== null) throw refused('review_exists', `Charge ${charge.id} was put up for review before.`)
  const review = world.store.insert('review', account, {
    id: world.ids.next('prv'),
    object: 'review',
    billing_zip: null,
    charge: charge.id,
    closed_reason: null,
    created: world.now(),
    ip_address: null,
    ip_address_location: null,
    livemode: false,
    open: true,
    opened_reason: 'rule',
    ...(charge.payment_intent !== null && { payment_intent: charge.payment_intent }),
    reason: 'rule',
    session: null,
  })
  world.store.update('charge', charge, { review: review.id })
  const intent = world.store.find('payment_intent', account, charge.payment_intent ?? '')
  if (intent) world.store.update('payment_intent', intent, { review: review.id })
  recordEvent(world, account, 'review.opened', 'review', review)
  return review
}

type Ending = 'approved' | 'refunded' | 'disputed'

/** Ends a review; one that is over already stays as it is. */
function closeReview(world: World, account: string, review: ReviewRow, closedReason: Ending): ReviewRow {
  if (!review.open) return review
  const closed = world.store.update('review', review, {
    closed_reason: closedReason,
    open: false,
    reason: closedReason,
  })
  recordEvent(world, account, 'review.closed', 'review', closed, { open: true })
  return closed
}

/** Somebody looked and found nothing wrong. */
export function approveReview(world: World, account: string, review: ReviewRow): ReviewRow {
  if (!review.open) throw refused('review_closed', `Review ${review.id} is closed already.`)
  return closeReview(world, account, review, 'approved')
}

/** What happens to the payment meanwhile ends its review. */
export function overtakeReview(world: World, account: string, charge: Rows['charge'], how: Ending): void {
  const review = world.store.find('review', account, String(charge.review))
  if (review) closeReview(world, account, review, how)
}
