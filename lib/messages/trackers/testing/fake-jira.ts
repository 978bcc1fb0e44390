import { z } from 'zod'
import { type Call, isJson, PROJECT, type Reply, TOKEN, USER, type Vendor } from './fake-server.ts'

const inline = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('hardBreak') }),
])
/** Atlassian Document Format, as far as plain paragraphs go. */
const document = z.strictObject({
  type: z.literal('doc'),
  version: z.literal(1),
  content: z.array(z.strictObject({ type: z.literal('paragraph'), content: z.array(inline).min(1) })).min(1),
})
const newIssue = z.strictObject({
  fields: z.strictObject({
    project: z.strictObject({ key: z.literal(PROJECT) }),
    issuetype: z.strictObject({ name: z.literal('Task') }),
    summary: z
      .string()
      .min(1)
      .max(255)
      .regex(/^[^\n]*$/),
    description: document,
    labels: z.array(z.string().regex(/^\S+$/)),
  }),
})
const search = z.strictObject({ jql: z.string(), fields: z.array(z.string()), maxResults: z.number().int().positive() })

const STATUSES = {
  '1': { name: 'To Do', statusCategory: { key: 'new' } },
  '2': { name: 'In Progress', statusCategory: { key: 'indeterminate' } },
  '3': { name: 'Done', statusCategory: { key: 'done' } },
} as const
type StatusId = keyof typeof STATUSES

type Issue = { id: string; key: string; summary: string; labels: string[]; status: StatusId; comments: unknown[] }

/** Ids are never given twice, whichever server gives them. */
let serial = 10_000

/** Jira Cloud's REST version 3. */
export function fakeJira(): Vendor {
  const issues: Issue[] = []
  const shown = ({ id, key, status }: Issue) => ({ id, key, fields: { status: STATUSES[status] } })
  const routes: readonly [string, RegExp, (call: Call, issue: Issue) => Reply][] = [
    ['GET', /^\/issue\/([^/]+)$/, (_, issue) => ({ status: 200, body: shown(issue) })],
    [
      'GET',
      /^\/issue\/([^/]+)\/transitions$/,
      (_, issue) => ({
        status: 200,
        body: {
          transitions: Object.entries(STATUSES)
            .filter(([id]) => id !== issue.status)
            .map(([id, to]) => ({ id, name: to.name, to })),
        },
      }),
    ],
    [
      'POST',
      /^\/issue\/([^/]+)\/transitions$/,
      ({ body }, issue) => {
        issue.status = z
          .strictObject({ transition: z.strictObject({ id: z.enum(['1', '2', '3']) }) })
          .parse(body).transition.id
        return { status: 204 }
      },
    ],
    [
      'POST',
      /^\/issue\/([^/]+)\/comment$/,
      ({ body }, issue) => {
        issue.comments.push(z.strictObject({ body: document }).parse(body).body)
        return { status: 201, body: { id: String(issue.comments.length) } }
      },
    ],
    [
      'GET',
      /^\/issue\/([^/]+)\/comment$/,
      (_, issue) => ({
        status: 200,
        body: { comments: issue.comments.map((body, index) => ({ id: String(index + 1), body })) },
      }),
    ],
  ]
  const create = ({ body }: Call): Reply => {
    const { fields } = newIssue.parse(body)
    serial += 1
    const id = String(serial)
    issues.push({
      id,
      key: `FIN-${issues.length + 1}`,
      summary: fields.summary,
      labels: fields.labels,
      status: '1',
      comments: [],
    })
    return {
      status: 201,
      body: { id, key: `FIN-${issues.length}`, self: `https://example.test/rest/api/3/issue/${id}` },
    }
  }
  const find = ({ body }: Call): Reply => {
    const { jql } = search.parse(body)
    const label = /^project = "FIN" AND labels = "([^"]+)" ORDER BY created ASC$/.exec(jql)?.[1] ?? ''
    return {
      status: 200,
      body: { issues: issues.filter(({ labels }) => labels.includes(label)).map(shown), isLast: true },
    }
  }
  return {
    answer: (call) => {
      const expected = `Basic ${Buffer.from(`${USER}:${TOKEN}`).toString('base64')}`
      if (call.headers.authorization !== expected) return { status: 401, body: { errorMessages: ['Who are you?'] } }
      if (!isJson(call)) return { status: 415 }
      const path = call.path.replace(/^\/rest\/api\/3/, '')
      try {
        if (call.method === 'POST' && path === '/issue') return create(call)
        if (call.method === 'POST' && path === '/search/jql') return find(call)
        for (const [method, shape, answer] of routes) {
          const [, id] = shape.exec(path) ?? []
          if (id === undefined || method !== call.method) continue
          const issue = issues.find((one) => one.id === id || one.key === id)
          return issue === undefined
            ? {
                status: 404,
                body: { errorMessages: ['Issue does not exist or you do not have permission to see it.'] },
              }
            : answer(call, issue)
        }
        return { status: 404 }
      } catch (error) {
        if (!(error instanceof z.ZodError)) throw error
        return {
          status: 400,
          body: { errorMessages: [], errors: { [error.issues[0]?.path.join('.') ?? '']: error.issues[0]?.message } },
        }
      }
    },
    busy: () => ({ status: 429, headers: { 'retry-after': '60' }, body: { errorMessages: ['Rate limit exceeded.'] } }),
    work: (status) => {
      const issue = issues.at(-1)
      if (issue !== undefined) issue.status = status === 'start' ? '2' : '3'
    },
    seen: () => ({
      issues: issues.map(({ summary }) => summary),
      comments: issues.flatMap(({ comments }) => comments.map((one) => JSON.stringify(one))),
    }),
  }
}
