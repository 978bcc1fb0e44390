import { z } from 'zod'
import { ask, understand, understandRead } from './ask.ts'
import {
  type Answer,
  markOf,
  type RemoteCategory,
  type RemoteComment,
  type RemoteIssue,
  type Tracker,
  type TrackerConfig,
} from './tracker.ts'

const status = z.object({ name: z.string(), statusCategory: z.object({ key: z.string() }) })
const created = z.object({ id: z.string(), key: z.string() })
const issue = created.extend({ fields: z.object({ status }) })
const found = z.object({ issues: z.array(issue) })
const transitions = z.object({ transitions: z.array(z.object({ id: z.string(), to: status })) })
const comments = z.object({ comments: z.array(z.object({ id: z.string(), body: z.unknown() })) })

const said = z.object({
  comments: z.array(
    z.object({
      id: z.string(),
      body: z.unknown(),
      created: z.string().optional(),
      author: z
        .object({
          displayName: z.string().default(''),
          emailAddress: z.string().default(''),
          accountType: z.string().default(''),
        })
        .optional(),
    }),
  ),
})

const CATEGORIES: Readonly<Record<string, RemoteCategory>> = { new: 'open', indeterminate: 'in_progress', done: 'done' }
const SUMMARY_MAX = 255

/**
 * Jira Cloud, REST version 3: issues, transitions and comments, texts as Atlassian Document Format.
 *
 * Read: developer.atlassian.com/cloud/jira/platform/rate-limiting (429 with Retry-After in seconds) and …/search-and-reconcile
 * (search by JQL lags by seconds to minutes, so a lost answer is looked up late); the request bodies of issue, transitions and
 * comment as third-party references of the v3 API show them. Not seen: which fields a project's own screens ask for. Creating
 * has no idempotency key: an issue is found again by its label.
 */
export function jira({ url, user, token, project }: TrackerConfig): Tracker {
  const base = url.replace(/\/+$/, '')
  const headers = { authorization: `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}` }
  const get = (path: string) => ask({ method: 'GET', url: `${base}/rest/api/3/${path}`, headers })
  const post = (path: string, body: unknown) =>
    ask({ method: 'POST', url: `${base}/rest/api/3/${path}`, headers, body })
  const toIssue = (json: unknown): RemoteIssue => {
    const { id, key, fields } = issue.parse(json)
    const { name, statusCategory } = fields.status
    return { id, key, url: `${base}/browse/${key}`, status: name, category: CATEGORIES[statusCategory.key] ?? 'open' }
  }
  const read = async (id: string) => understandRead(await get(`issue/${encodeURIComponent(id)}?fields=status`), toIssue)

  return {
    name: 'jira',
    searchLagMs: 5 * 60_000,
    create: async ({ ticketId, title, text }) => {
      const fields = {
        project: { key: project },
        issuetype: { name: 'Task' },
        summary: title.replaceAll(/\s+/g, ' ').slice(0, SUMMARY_MAX),
        description: toDocument(text),
        labels: ['tieout', labelOf(ticketId)],
      }
      return understand(await post('issue', { fields }), true, (json) => {
        const { id, key } = created.parse(json)
        return { id, key, url: `${base}/browse/${key}`, status: 'created', category: 'open' as const }
      })
    },
    findCreated: async ({ ticketId }) => {
      const jql = `project = "${project}" AND labels = "${labelOf(ticketId)}" ORDER BY created ASC`
      const answer = await post('search/jql', { jql, fields: ['status'], maxResults: 1 })
      return understand(answer, false, (json) => {
        const [first] = found.parse(json).issues
        return first === undefined ? null : toIssue(first)
      })
    },
    comment: async (remoteId, text, onceKey) => {
      const body = toDocument(`${text}\n\n${markOf(onceKey)}`)
      return understand(await post(`issue/${encodeURIComponent(remoteId)}/comment`, { body }), true, (json) =>
        z.object({ id: z.string() }).parse(json),
      )
    },
    findComment: async (remoteId, onceKey) => {
      const answer = await get(`issue/${encodeURIComponent(remoteId)}/comment?orderBy=-created&maxResults=100`)
      return understand(answer, false, (json) => {
        const own = comments.parse(json).comments.find(({ body }) => JSON.stringify(body).includes(markOf(onceKey)))
        return own === undefined ? null : { id: own.id }
      })
    },
    comments: async (remoteId) =>
      understand(
        await get(`issue/${encodeURIComponent(remoteId)}/comment?orderBy=-created&maxResults=100`),
        false,
        commentsIn,
      ),
    moveTo: async (remoteId, category): Promise<Answer<RemoteIssue>> => {
      const path = `issue/${encodeURIComponent(remoteId)}`
      const before = understand(await get(`${path}?fields=status`), false, toIssue)
      if (before.outcome !== 'ok' || before.value.category === category) return before
      const ways = understand(await get(`${path}/transitions`), false, (json) => transitions.parse(json).transitions)
      if (ways.outcome !== 'ok') return ways
      const way = ways.value.find(({ to }) => CATEGORIES[to.statusCategory.key] === category)
      if (way === undefined) {
        return { outcome: 'refused', message: `Its workflow leads from “${before.value.status}” to no such status.` }
      }
      const moved = understand(await post(`${path}/transitions`, { transition: { id: way.id } }), true, () => null)
      if (moved.outcome !== 'ok') return moved
      return { ...moved, value: { ...before.value, status: way.to.name, category } }
    },
    read,
  }
}

/** Labels of Jira hold no blanks. */
const labelOf = (ticketId: string) => `tieout-${ticketId}`

/** Plain text as Atlassian Document Format: paragraphs with hard breaks. */
export function toDocument(text: string) {
  const paragraphs = text.split(/\n{2,}/).filter((part) => part.trim() !== '')
  return {
    type: 'doc',
    version: 1,
    content: paragraphs.map((part) => ({
      type: 'paragraph',
      content: part
        .split('\n')
        .flatMap((line, index) => [
          ...(index === 0 ? [] : [{ type: 'hardBreak' }]),
          ...(line === '' ? [] : [{ type: 'text', text: line }]),
        ]),
    })),
  }
}

/** What customers of a service desk wrote: everybody else in Jira is one of the operators, and their comments are internal. */
function commentsIn(json: unknown): RemoteComment[] {
  return said
    .parse(json)
    .comments.filter(({ author }) => author?.accountType === 'customer')
    .map(({ id, body, created, author }) => ({
      id,
      email: author?.emailAddress.toLowerCase() ?? '',
      name: author?.displayName ?? '',
      isOutside: true,
      text: textOf(body).trim(),
      at: new Date(created ?? 0),
    }))
    .reverse()
}

const node = z.object({ type: z.string(), text: z.string().optional(), content: z.array(z.unknown()).optional() })

/** Atlassian Document Format as plain text. */
function textOf(document: unknown): string {
  const read = node.safeParse(document)
  if (!read.success) return ''
  const { type, text = '', content = [] } = read.data
  if (type === 'hardBreak') return '\n'
  return text + content.map(textOf).join('') + (type === 'paragraph' ? '\n\n' : '')
}
