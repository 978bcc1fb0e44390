import { z } from 'zod'
import { isJson, PROJECT, type Reply, TOKEN, type Vendor } from './fake-server.ts'

/** UUID of version 4, as the schema asks of ids the caller chooses. */
const id = z.uuidv4()
const request = z.strictObject({ query: z.string(), variables: z.record(z.string(), z.unknown()) })
const newIssue = z.strictObject({
  id,
  teamId: z.literal(PROJECT),
  title: z.string().min(1),
  description: z.string(),
  priority: z.number().int().min(0).max(4),
  dueDate: z.iso.date(),
})
const newComment = z.strictObject({ id, issueId: z.string(), body: z.string().min(1) })

const STATES = [
  { id: 'st-todo', name: 'Todo', type: 'unstarted', position: 1 },
  { id: 'st-doing', name: 'In Progress', type: 'started', position: 2 },
  { id: 'st-done', name: 'Done', type: 'completed', position: 3 },
  { id: 'st-canceled', name: 'Canceled', type: 'canceled', position: 4 },
] as const

type Issue = {
  id: string
  identifier: string
  title: string
  state: (typeof STATES)[number]
  comments: { id: string; body: string }[]
}

class Refused extends Error {}

/** Linear's GraphQL, as far as these documents go. A field that the schema does not have is refused. */
export function fakeLinear(): Vendor {
  const issues: Issue[] = []
  const find = (asked: unknown) => {
    const issue = issues.find((one) => one.id === asked || one.identifier === asked)
    if (issue === undefined) throw new Refused('Entity not found: Issue')
    return issue
  }
  const shown = ({ id: own, identifier, state }: Issue) => ({
    id: own,
    identifier,
    url: `https://linear.app/acme/issue/${identifier}`,
    state: { name: state.name, type: state.type },
  })
  const operations: Readonly<Record<string, (variables: Readonly<Record<string, unknown>>) => unknown>> = {
    issueCreate: ({ input }) => {
      const asked = newIssue.parse(input)
      if (issues.some((one) => one.id === asked.id)) throw new Refused('Entity with this id already exists')
      issues.push({
        id: asked.id,
        identifier: `FIN-${issues.length + 1}`,
        title: asked.title,
        state: STATES[0],
        comments: [],
      })
      return { success: true, issue: shown(find(asked.id)) }
    },
    issueUpdate: ({ id: asked, input }) => {
      const { stateId } = z.strictObject({ stateId: z.string() }).parse(input)
      const state = STATES.find((one) => one.id === stateId)
      if (state === undefined) throw new Refused('Entity not found: WorkflowState')
      const issue = find(asked)
      issue.state = state
      return { success: true, issue: shown(issue) }
    },
    commentCreate: ({ input }) => {
      const { issueId, ...asked } = newComment.parse(input)
      find(issueId).comments.push(asked)
      return { success: true, comment: { id: asked.id } }
    },
    comment: ({ id: asked }) => {
      const comment = issues.flatMap(({ comments }) => comments).find((one) => one.id === asked)
      if (comment === undefined) throw new Refused('Entity not found: Comment')
      return { id: comment.id }
    },
    issue: ({ id: asked }) => ({ ...shown(find(asked)), team: { states: { nodes: STATES } } }),
  }
  const failed = (message: string, code: string, status = 200): Reply => ({
    status,
    body: { data: null, errors: [{ message, extensions: { code, userPresentableMessage: message } }] },
  })
  return {
    answer: (call) => {
      // A personal key stands there as it is: "Bearer" before it is refused.
      if (call.headers.authorization !== TOKEN) return failed('Authentication required', 'AUTHENTICATION_ERROR', 401)
      if (call.method !== 'POST' || call.path !== '/graphql' || !isJson(call)) return { status: 404 }
      const { query, variables } = request.parse(call.body)
      const [, name = ''] = /^\w+ \w+\([^)]*\) \{ (\w+)\(/.exec(query) ?? []
      const operation = operations[name]
      if (operation === undefined) return failed(`Cannot query field "${name}"`, 'GRAPHQL_VALIDATION_FAILED', 400)
      try {
        return { status: 200, body: { data: { [name]: operation(variables) } } }
      } catch (error) {
        if (error instanceof Refused) return failed(error.message, 'INPUT_ERROR')
        if (!(error instanceof z.ZodError)) throw error
        return failed(`${error.issues[0]?.path.join('.')}: ${error.issues[0]?.message}`, 'INPUT_ERROR', 400)
      }
    },
    busy: () => ({
      ...failed('Rate limit exceeded', 'RATELIMITED', 400),
      headers: { 'x-ratelimit-requests-reset': String(Date.now() + 60_000) },
    }),
    work: (status) => {
      const issue = issues.at(-1)
      if (issue !== undefined) issue.state = status === 'start' ? STATES[1] : STATES[2]
    },
    seen: () => ({
      issues: issues.map(({ title }) => title),
      comments: issues.flatMap(({ comments }) => comments.map(({ body }) => body)),
    }),
  }
}
