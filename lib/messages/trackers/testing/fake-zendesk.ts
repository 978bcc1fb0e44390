import { z } from 'zod'
import { type Call, isJson, type Reply, TOKEN, USER, type Vendor } from './fake-server.ts'

const comment = z.strictObject({ body: z.string().min(1), public: z.literal(false) })
const newTicket = z.strictObject({
  ticket: z.strictObject({
    subject: z.string().min(1).max(150),
    comment,
    external_id: z.string().min(1),
    priority: z.enum(['low', 'normal', 'high', 'urgent']),
    type: z.literal('task'),
    due_at: z.iso.datetime(),
    tags: z.array(z.string()),
  }),
})
const changes = z.strictObject({
  ticket: z
    .strictObject({ comment, status: z.enum(['open', 'pending', 'solved']) })
    .partial()
    .refine((ticket) => Object.keys(ticket).length > 0),
})

type Ticket = { id: number; subject: string; external_id: string; status: string; comments: string[] }

/** Zendesk's tickets API, version 2. */
export function fakeZendesk(): Vendor {
  const tickets: Ticket[] = []
  const keys = new Map<string, Reply>()
  const shown = ({ comments: _, ...ticket }: Ticket) => ticket
  const create = (call: Call): Reply => {
    const key = String(call.headers['idempotency-key'] ?? '')
    const known = keys.get(key)
    if (known !== undefined) return { ...known, headers: { 'x-idempotency-lookup': 'hit' } }
    const { ticket } = newTicket.parse(call.body)
    const made = {
      id: 35_000 + tickets.length,
      subject: ticket.subject,
      external_id: ticket.external_id,
      status: 'new',
      comments: [ticket.comment.body],
    }
    tickets.push(made)
    const reply = { status: 201, body: { ticket: shown(made) } }
    if (key !== '') keys.set(key, reply)
    return { ...reply, headers: { 'x-idempotency-lookup': 'miss' } }
  }
  const change = ({ body }: Call, found: Ticket): Reply => {
    const { ticket } = changes.parse(body)
    if (found.status === 'closed')
      return { status: 422, body: { error: 'RecordInvalid', description: 'Status: closed prevents ticket update' } }
    if (ticket.comment !== undefined) found.comments.push(ticket.comment.body)
    if (ticket.status !== undefined) found.status = ticket.status
    return { status: 200, body: { ticket: shown(found) } }
  }
  return {
    answer: (call) => {
      const expected = `Basic ${Buffer.from(`${USER}/token:${TOKEN}`).toString('base64')}`
      if (call.headers.authorization !== expected) return { status: 401, body: { error: "Couldn't authenticate you" } }
      if (!isJson(call)) return { status: 415 }
      const [, id, rest = ''] = /^\/api\/v2\/tickets(?:\/(\d+))?(\/comments)?$/.exec(call.path) ?? [
        null,
        undefined,
        'none',
      ]
      try {
        if (rest === 'none') return { status: 404, body: { error: 'InvalidEndpoint' } }
        if (id === undefined && call.method === 'POST') return create(call)
        if (id === undefined) {
          const asked = call.query.get('external_id')
          return {
            status: 200,
            body: { tickets: tickets.filter(({ external_id }) => external_id === asked).map(shown) },
          }
        }
        const found = tickets.find((ticket) => String(ticket.id) === id)
        if (found === undefined) return { status: 404, body: { error: 'RecordNotFound', description: 'Not found' } }
        if (rest === '/comments') {
          return {
            status: 200,
            body: { comments: found.comments.map((body, index) => ({ id: index + 1, body })).reverse() },
          }
        }
        return call.method === 'PUT' ? change(call, found) : { status: 200, body: { ticket: shown(found) } }
      } catch (error) {
        if (!(error instanceof z.ZodError)) throw error
        return { status: 422, body: { error: 'RecordInvalid', description: error.issues[0]?.message, details: {} } }
      }
    },
    busy: () => ({
      status: 429,
      headers: { 'retry-after': '60' },
      body: { error: 'TooManyRequests', description: 'Slow down' },
    }),
    work: (status) => {
      const ticket = tickets.at(-1)
      if (ticket !== undefined) ticket.status = status === 'start' ? 'pending' : 'solved'
    },
    seen: () => ({
      issues: tickets.map(({ subject }) => subject),
      comments: tickets.flatMap(({ comments }) => comments.slice(1)),
    }),
  }
}
