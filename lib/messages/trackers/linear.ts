import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ask, type Reply, rateLimited, requestIdOf, understand } from './ask.ts'
import {
  type Answer,
  type Failure,
  GONE,
  type RemoteCategory,
  type RemoteIssue,
  type Tracker,
  type TrackerConfig,
} from './tracker.ts'

const state = z.object({ name: z.string(), type: z.string() })
const issue = z.object({ id: z.string(), identifier: z.string(), url: z.string(), state })
const errors = z.object({
  errors: z.array(
    z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).loose().optional() }),
  ),
})

const CATEGORIES: Readonly<Record<string, RemoteCategory>> = {
  triage: 'open',
  backlog: 'open',
  unstarted: 'open',
  started: 'in_progress',
  completed: 'done',
  canceled: 'done',
}
const TYPE_OF: Readonly<Record<RemoteCategory, string>> = {
  open: 'unstarted',
  in_progress: 'started',
  done: 'completed',
}
const PRIORITIES = { urgent: 1, high: 2, normal: 3, low: 4 } as const

const ISSUE = 'id identifier url state { name type }'
const CREATE = `mutation Create($input: IssueCreateInput!) { issueCreate(input: $input) { success issue { ${ISSUE} } } }`
const UPDATE = `mutation Move($id: String!, $input: IssueUpdateInput!) { issueUpdate(id: $id, input: $input) { success issue { ${ISSUE} } } }`
const COMMENT = 'mutation Say($input: CommentCreateInput!) { commentCreate(input: $input) { success comment { id } } }'
const READ = `query Read($id: String!) { issue(id: $id) { ${ISSUE} } }`
const READ_COMMENT = 'query Said($id: String!) { comment(id: $id) { id } }'
const STATES = `query Ways($id: String!) { issue(id: $id) { ${ISSUE} team { states { nodes { id name type position } } } } }`

/**
 * Linear, GraphQL.
 *
 * Read: linear.app/developers/rate-limiting, and the published schema (linear/linear, packages/sdk/src/schema.graphql: an input's
 * `id` is a UUID v4 of the caller's choice; IssueCreateInput, CommentCreateInput, WorkflowState). A personal API key stands in
 * the Authorization header as it is, an OAuth token after "Bearer". Being over the limit is HTTP 400 with the code RATELIMITED.
 * Not seen: what exactly is said when an id is taken; so a lost answer is asked for by the id we chose, never sent again blindly.
 */
export function linear({ url, token, project }: TrackerConfig): Tracker {
  const endpoint = `${url.replace(/\/+$/, '')}/graphql`
  const headers = { authorization: token.startsWith('lin_api_') ? token : `Bearer ${token}` }
  const run = (query: string, variables: object) =>
    ask({ method: 'POST', url: endpoint, headers, body: { query, variables } })

  const mutate = async <T>(query: string, variables: object, read: (data: unknown) => T): Promise<Answer<T>> => {
    const reply = await run(query, variables)
    return graphqlFailure(reply, true) ?? understand(reply, true, (json) => read(dataOf(json)))
  }
  const query = async <T>(text: string, id: string, read: (data: unknown) => T): Promise<Answer<T | typeof GONE>> => {
    const reply = await run(text, { id })
    // A query changes nothing: a lost answer is not a doubt.
    if ('outcome' in reply) return { ...reply, outcome: 'retry' } as Failure
    if (isMissing(reply)) return { outcome: 'ok', value: GONE, requestId: requestIdOf(reply.headers) }
    return graphqlFailure(reply, false) ?? understand<T | typeof GONE>(reply, false, (json) => read(dataOf(json)))
  }
  const read = (id: string) => query(READ, id, (data) => toIssue(z.object({ issue }).parse(data).issue))

  return {
    name: 'linear',
    searchLagMs: 0,
    create: ({ title, text, priority, dueOn }, onceKey) => {
      const input = {
        id: uuidOf(onceKey),
        teamId: project,
        title: title.replaceAll(/\s+/g, ' '),
        description: text,
        priority: PRIORITIES[priority],
        dueDate: dueOn,
      }
      const shape = z.object({ issueCreate: z.object({ success: z.literal(true), issue }) })
      return mutate(CREATE, { input }, (data) => toIssue(shape.parse(data).issueCreate.issue))
    },
    findCreated: async (_issue, onceKey) => orNull(await read(uuidOf(onceKey))),
    comment: (remoteId, text, onceKey) => {
      const input = { id: uuidOf(onceKey), issueId: remoteId, body: text }
      const shape = z.object({
        commentCreate: z.object({ success: z.literal(true), comment: z.object({ id: z.string() }) }),
      })
      return mutate(COMMENT, { input }, (data) => shape.parse(data).commentCreate.comment)
    },
    findComment: async (_remoteId, onceKey) =>
      orNull(
        await query(
          READ_COMMENT,
          uuidOf(onceKey),
          (data) => z.object({ comment: z.object({ id: z.string() }) }).parse(data).comment,
        ),
      ),
    moveTo: async (remoteId, category): Promise<Answer<RemoteIssue>> => {
      const nodes = z.array(state.extend({ id: z.string(), position: z.number() }))
      const shape = z.object({ issue: issue.extend({ team: z.object({ states: z.object({ nodes }) }) }) })
      const answer = await query(STATES, remoteId, (data) => shape.parse(data).issue)
      if (answer.outcome !== 'ok') return answer
      if (answer.value === GONE) return { outcome: 'refused', message: 'The issue is not there any more.' }
      const before = toIssue(answer.value)
      if (before.category === category) return { ...answer, value: before }
      const ways = answer.value.team.states.nodes.toSorted((left, right) => left.position - right.position)
      const way =
        ways.find(({ type }) => type === TYPE_OF[category]) ?? ways.find(({ type }) => CATEGORIES[type] === category)
      if (way === undefined) return { outcome: 'refused', message: 'Its team has no such status.' }
      const moved = z.object({ issueUpdate: z.object({ success: z.literal(true), issue }) })
      return mutate(UPDATE, { id: remoteId, input: { stateId: way.id } }, (data) =>
        toIssue(moved.parse(data).issueUpdate.issue),
      )
    },
    read,
  }
}

const toIssue = ({ id, identifier, url, state: { name, type } }: z.infer<typeof issue>): RemoteIssue => ({
  id,
  key: identifier,
  url,
  status: name,
  category: CATEGORIES[type] ?? 'open',
})

const dataOf = (json: unknown) => z.object({ data: z.unknown() }).parse(json).data

function orNull<T>(answer: Answer<T | typeof GONE>): Answer<T | null> {
  if (answer.outcome !== 'ok') return answer
  return { ...answer, value: answer.value === GONE ? null : answer.value }
}

const errorsOf = (reply: Reply) => {
  const found = errors.safeParse(reply.json)
  return found.success ? found.data.errors : []
}

const isMissing = (reply: Reply) => errorsOf(reply).some(({ message }) => /not found/i.test(message))

/** GraphQL tells its errors in the body, whatever the status. */
function graphqlFailure(reply: Reply | Failure, isWrite: boolean): Failure | null {
  if ('outcome' in reply) return reply
  const found = errorsOf(reply)
  if (found.length === 0) return null
  const message = found
    .map((error) => error.message)
    .join('; ')
    .slice(0, 400)
  const codes = found.map(({ extensions }) => extensions?.code ?? '')
  const requestId = requestIdOf(reply.headers)
  if (codes.includes('RATELIMITED')) return rateLimited(reply, message)
  if (codes.includes('AUTHENTICATION_ERROR') || reply.status === 401) {
    return { outcome: 'retry', message: `${message} Check the token.`, requestId, everybody: true }
  }
  if (reply.status >= 500 || codes.includes('INTERNAL_SERVER_ERROR')) {
    return { outcome: isWrite ? 'unknown' : 'retry', message, requestId }
  }
  return { outcome: 'refused', message, requestId }
}

/** A UUID of version 4 that is the same for the same key: the caller may choose an object's id. */
export function uuidOf(onceKey: string): string {
  const hex = createHash('sha256').update(`tieout ${onceKey}`).digest('hex')
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
