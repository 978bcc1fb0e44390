import { acceptDelivery } from '#lib/events/deliver.ts'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

/** Open to anyone: the signature is the proof of who sends. */
export const POST = (request: Request): Promise<Response> => acceptDelivery(request)
