import { clock } from '#lib/platform/clock.ts'
import { env } from '#lib/platform/env.ts'
import { faultId, log } from '#lib/platform/log.ts'
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
    const body = await readBody(request)
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

/** The body as received, counted while it is read: what is too large is not read to its end. */
async function readBody(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > BYTES_MAX) throw tooLarge()
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > BYTES_MAX) throw tooLarge()
    chunks.push(chunk)
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)
}
