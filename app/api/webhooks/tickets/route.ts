import { defineRoute } from '#lib/access/define-route.ts'
import { tooLarge } from '#lib/tickets/refusals.ts'
import { wakePoll } from '#lib/tickets/wake-poll.ts'

const BYTES_MAX = 1_000_000

export const POST = defineRoute({
  public: 'the signature of the operators’ own system of tickets over the body is the proof',
  run: async ({ request, at }) => {
    if (Number(request.headers.get('content-length') ?? 0) > BYTES_MAX) throw tooLarge()
    const body = await request.text()
    if (body.length > BYTES_MAX) throw tooLarge()
    await wakePoll({ headers: request.headers, body, at })
    return new Response(null, { status: 204 })
  },
})
