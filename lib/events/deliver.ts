import { clock } from '#lib/platform/clock.ts'
import { env } from '#lib/platform/env.ts'
import { faultId, log } from '#lib/platform/log.ts'
import { readBody } from '#lib/platform/read-body.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { verifyEvent } from '#lib/providers/stripe/verify-event.ts'
import { inboxEntity } from './inbox-entity.ts'
import { receiveEvent } from './receive-event.ts'
import { notStored, tooLarge, wrongContentType } from './refusals.ts'

const BYTES_MAX = 1_048_576

/**
 * Stripe's doorway: prove the sender, store the event, answer. Nothing is acted on here.
 * 200 means "stored, or had it already"; anything else makes Stripe deliver again.
 */
export async function acceptDelivery(request: Request): Promise<Response> {
  try {
    if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) throw wrongContentType()
    const body = await readBody(request, BYTES_MAX)
    if (body === null) throw tooLarge()
    const signature = request.headers.get('stripe-signature')
    const envelope = verifyEvent({ body, signature, secrets: env.STRIPE_WEBHOOK_SECRET, at: clock.wall() })
    await store(envelope, body)
    return Response.json({ received: true })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return Response.json({ error: { code: error.code, message: error.message } }, { status: error.status })
  }
}

async function store(envelope: ReturnType<typeof verifyEvent>, payload: Uint8Array): Promise<void> {
  try {
    await receiveEvent({ entity: await inboxEntity(), envelope, payload })
  } catch (error) {
    const fault = faultId()
    log.error({ fault, event: envelope.id, error: String(error) }, 'an event could not be stored')
    throw notStored(fault, error)
  }
}
