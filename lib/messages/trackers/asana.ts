import { z } from 'zod'
import { ask, type Reply, understand, understandRead } from './ask.ts'
import { type Answer, type Failure, markOf, type RemoteIssue, type Tracker, type TrackerConfig } from './tracker.ts'

const task = z.object({ gid: z.string(), completed: z.boolean(), permalink_url: z.string() })
const one = z.object({ data: task })
const page = z.object({
  data: z.array(task.extend({ notes: z.string() })),
  next_page: z.object({ offset: z.string() }).nullish(),
})
const stories = z.object({
  data: z.array(z.object({ gid: z.string(), text: z.string().nullish() })),
  next_page: z.object({ offset: z.string() }).nullish(),
})

const FIELDS = 'opt_fields=completed,permalink_url'
/** Pages a look-up turns at most; beyond them it cannot tell. */
const PAGES_MAX = 20

/**
 * Asana, API 1.0: tasks, and stories as comments; every body and answer inside `data`.
 *
 * Read: developers.asana.com/docs/rate-limits (429 with Retry-After in seconds), …/docs/custom-external-data (an external gid
 * needs OAuth; this works with a personal access token, so it is not used), …/docs/errors, …/reference/stories; creating a task
 * as third-party references show it. There is no idempotency key: tasks and comments are found again by a mark in their text,
 * among what changed since. A task is open or completed: a status between does not exist.
 */
export function asana({ url, token, project }: TrackerConfig): Tracker {
  const base = `${url.replace(/\/+$/, '')}/api/1.0`
  const headers = { authorization: `Bearer ${token}` }
  const get = (rest: string) => ask({ method: 'GET', url: `${base}/${rest}`, headers })
  const send = (method: 'POST' | 'PUT', rest: string, data: object) =>
    ask({ method, url: `${base}/${rest}`, headers, body: { data } })
  const toIssue = ({ gid, completed, permalink_url }: z.infer<typeof task>): RemoteIssue => ({
    id: gid,
    key: gid,
    url: permalink_url,
    status: completed ? 'completed' : 'open',
    category: completed ? 'done' : 'open',
  })
  const readOne = (json: unknown) => toIssue(one.parse(json).data)
  const taskPath = (id: string) => `tasks/${encodeURIComponent(id)}`

  return {
    name: 'asana',
    searchLagMs: 60_000,
    create: async ({ ticketId, title, text, dueOn }) => {
      const data = {
        name: title.replaceAll(/\s+/g, ' '),
        notes: `${text}\n\n${markOf(ticketId)}`,
        projects: [project],
        due_on: dueOn,
      }
      return understand(await send('POST', `tasks?${FIELDS}`, data), true, readOne)
    },
    findCreated: (issue, _onceKey, since) =>
      search(
        (offset) =>
          get(
            `tasks?project=${encodeURIComponent(project)}&modified_since=${encodeURIComponent(since.toISOString())}&limit=100&${FIELDS},notes${offset}`,
          ),
        page.parse,
        ({ notes }) => notes.includes(markOf(issue.ticketId)),
        toIssue,
      ),
    comment: async (remoteId, text, onceKey) => {
      const data = { text: `${text}\n\n${markOf(onceKey)}` }
      return understand(await send('POST', `${taskPath(remoteId)}/stories`, data), true, (json) => ({
        id: z.object({ data: z.object({ gid: z.string() }) }).parse(json).data.gid,
      }))
    },
    findComment: (remoteId, onceKey) =>
      search(
        (offset) => get(`${taskPath(remoteId)}/stories?opt_fields=text&limit=100${offset}`),
        stories.parse,
        ({ text }) => text?.includes(markOf(onceKey)) ?? false,
        ({ gid }) => ({ id: gid }),
      ),
    moveTo: async (remoteId, category) => {
      const before = understand(await get(`${taskPath(remoteId)}?${FIELDS}`), false, readOne)
      const completed = category === 'done'
      if (before.outcome !== 'ok' || (before.value.category === 'done') === completed) return before
      return understand(await send('PUT', `${taskPath(remoteId)}?${FIELDS}`, { completed }), true, readOne)
    },
    read: async (remoteId) => understandRead(await get(`${taskPath(remoteId)}?${FIELDS}`), readOne),
  }
}

type Listed<Row> = { data: Row[]; next_page?: { offset: string } | null | undefined }

/** Turns pages until something fits; null once there is no more of them. */
async function search<Row, T>(
  fetchPage: (offset: string) => Promise<Reply | Failure>,
  parse: (json: unknown) => Listed<Row>,
  fits: (row: Row) => boolean,
  take: (row: Row) => T,
): Promise<Answer<T | null>> {
  let offset = ''
  for (let turned = 0; turned < PAGES_MAX; turned += 1) {
    const answer = understand(await fetchPage(offset), false, parse)
    if (answer.outcome !== 'ok') return answer
    const own = answer.value.data.find(fits)
    if (own !== undefined) return { ...answer, value: take(own) }
    const next = answer.value.next_page?.offset
    if (next === undefined) return { ...answer, value: null }
    offset = `&offset=${encodeURIComponent(next)}`
  }
  return { outcome: 'retry', message: `It is not among the first ${PAGES_MAX} pages; nobody can tell.` }
}
