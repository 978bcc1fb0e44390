import { z } from 'zod'
import { ask, understand, understandRead } from './ask.ts'
import {
  markOf,
  type RemoteCategory,
  type RemoteComment,
  type RemoteIssue,
  type Tracker,
  type TrackerConfig,
} from './tracker.ts'

const ticket = z.object({ id: z.number(), status: z.string() })
const one = z.object({ ticket })
const many = z.object({ tickets: z.array(ticket) })
const comments = z.object({ comments: z.array(z.object({ id: z.number(), body: z.string() })) })

const said = z.object({
  comments: z.array(
    z.object({
      id: z.number(),
      body: z.string(),
      public: z.boolean().default(false),
      author_id: z.number().optional(),
      created_at: z.iso.datetime().optional(),
    }),
  ),
  users: z
    .array(
      z.object({ id: z.number(), name: z.string(), email: z.string().nullish(), role: z.string().default('agent') }),
    )
    .default([]),
})

const CATEGORIES: Readonly<Record<string, RemoteCategory>> = {
  new: 'open',
  open: 'open',
  pending: 'in_progress',
  hold: 'in_progress',
  solved: 'done',
  closed: 'done',
}
const STATUS_OF: Readonly<Record<RemoteCategory, string>> = { open: 'open', in_progress: 'pending', done: 'solved' }
const SUBJECT_MAX = 150

/**
 * Zendesk Support, tickets API version 2.
 *
 * Read: developer.zendesk.com/api-reference/ticketing/introduction (creating under an Idempotency-Key, with x-idempotency-lookup
 * in the answer) and support.zendesk.com on external_id; bodies of create, update and comments as third-party references show
 * them. Not seen: how long a key is remembered, so a lost answer is looked up by external_id besides. An update takes no key:
 * comments carry a mark. Comments are internal notes, never public: nobody outside is told.
 */
export function zendesk({ url, user, token }: TrackerConfig): Tracker {
  const base = url.replace(/\/+$/, '')
  const headers = { authorization: `Basic ${Buffer.from(`${user}/token:${token}`).toString('base64')}` }
  const path = (rest: string) => `${base}/api/v2/${rest}`
  const toIssue = ({ id, status }: z.infer<typeof ticket>): RemoteIssue => ({
    id: String(id),
    key: `#${id}`,
    url: `${base}/agent/tickets/${id}`,
    status,
    category: CATEGORIES[status] ?? 'open',
  })
  const readOne = (json: unknown) => toIssue(one.parse(json).ticket)
  const put = (id: string, changes: object) =>
    ask({ method: 'PUT', url: path(`tickets/${encodeURIComponent(id)}`), headers, body: { ticket: changes } })

  return {
    name: 'zendesk',
    searchLagMs: 60_000,
    create: async ({ ticketId, title, text, priority, dueOn }, onceKey) => {
      const body = {
        ticket: {
          subject: title.replaceAll(/\s+/g, ' ').slice(0, SUBJECT_MAX),
          comment: { body: text, public: false },
          external_id: ticketId,
          priority,
          type: 'task',
          due_at: `${dueOn}T23:59:59Z`,
          tags: ['tieout'],
        },
      }
      const keyed = { ...headers, 'idempotency-key': onceKey }
      return understand(await ask({ method: 'POST', url: path('tickets'), headers: keyed, body }), true, readOne)
    },
    findCreated: async ({ ticketId }) => {
      const answer = await ask({
        method: 'GET',
        url: path(`tickets?external_id=${encodeURIComponent(ticketId)}`),
        headers,
      })
      return understand(answer, false, (json) => {
        const [first] = many.parse(json).tickets
        return first === undefined ? null : toIssue(first)
      })
    },
    comment: async (remoteId, text, onceKey) => {
      const comment = { body: `${text}\n\n${markOf(onceKey)}`, public: false }
      return understand(await put(remoteId, { comment }), true, (json) => ({ id: readOne(json).id }))
    },
    findComment: async (remoteId, onceKey) => {
      const rest = `tickets/${encodeURIComponent(remoteId)}/comments?sort_order=desc`
      return understand(await ask({ method: 'GET', url: path(rest), headers }), false, (json) => {
        const own = comments.parse(json).comments.find(({ body }) => body.includes(markOf(onceKey)))
        return own === undefined ? null : { id: String(own.id) }
      })
    },
    comments: async (remoteId) => {
      const rest = `tickets/${encodeURIComponent(remoteId)}/comments?include=users&sort_order=desc&per_page=100`
      return understand(await ask({ method: 'GET', url: path(rest), headers }), false, commentsIn)
    },
    moveTo: async (remoteId, category) => {
      const answer = await ask({ method: 'GET', url: path(`tickets/${encodeURIComponent(remoteId)}`), headers })
      const before = understand(answer, false, readOne)
      if (before.outcome !== 'ok' || before.value.category === category) return before
      return understand(await put(remoteId, { status: STATUS_OF[category] }), true, readOne)
    },
    read: async (remoteId) => {
      const answer = await ask({ method: 'GET', url: path(`tickets/${encodeURIComponent(remoteId)}`), headers })
      return understandRead(answer, readOne)
    },
  }
}

/** Public comments alone: notes are the agents' own. */
function commentsIn(json: unknown): RemoteComment[] {
  const { comments: all, users } = said.parse(json)
  return all
    .filter(({ public: isPublic, body }) => isPublic && !body.includes('[tieout '))
    .map(({ id, body, author_id, created_at }) => {
      const author = users.find((user) => user.id === author_id)
      return {
        id: String(id),
        email: author?.email?.toLowerCase() ?? '',
        name: author?.name ?? '',
        isOutside: author?.role === 'end-user',
        text: body,
        at: new Date(created_at ?? 0),
      }
    })
    .reverse()
}
