import { z } from 'zod'
import { type Call, isJson, PROJECT, type Reply, TOKEN, type Vendor } from './fake-server.ts'

const newTask = z.strictObject({
  data: z.strictObject({
    name: z.string().min(1),
    notes: z.string(),
    projects: z.tuple([z.literal(PROJECT)]),
    due_on: z.iso.date(),
  }),
})
const change = z.strictObject({ data: z.strictObject({ completed: z.boolean() }) })
const story = z.strictObject({ data: z.strictObject({ text: z.string().min(1) }) })

type Task = { gid: string; name: string; notes: string; completed: boolean; permalink_url: string; stories: string[] }

/** Asana's API 1.0. */
export function fakeAsana(): Vendor {
  const tasks: Task[] = []
  const fieldsOf = (call: Call) => (call.query.get('opt_fields') ?? '').split(',')
  /** Without opt_fields an object is told compactly. */
  const shown = (call: Call, { stories: _, ...task }: Task) => {
    const asked = fieldsOf(call)
    return Object.fromEntries(Object.entries(task).filter(([name]) => name === 'gid' || asked.includes(name)))
  }
  /** One per page, so that whoever does not turn pages misses the rest. */
  const page = (call: Call, all: readonly object[]) => {
    const from = Number(call.query.get('offset') ?? 0)
    const next_page = from + 1 < all.length ? { offset: String(from + 1) } : null
    return { status: 200, body: { data: all.slice(from, from + 1), next_page } }
  }
  const create = (call: Call): Reply => {
    const { data } = newTask.parse(call.body)
    const gid = String(1_200_000 + tasks.length)
    tasks.push({
      gid,
      name: data.name,
      notes: data.notes,
      completed: false,
      permalink_url: `https://app.asana.com/0/${PROJECT}/${gid}`,
      stories: [],
    })
    return { status: 201, body: { data: shown(call, tasks[tasks.length - 1] as Task) } }
  }
  const list = (call: Call): Reply => {
    if (call.query.get('project') !== PROJECT)
      return { status: 400, body: { errors: [{ message: 'project: Missing input' }] } }
    if (Number.isNaN(Date.parse(call.query.get('modified_since') ?? ''))) {
      return { status: 400, body: { errors: [{ message: 'modified_since: Not a date' }] } }
    }
    return page(
      call,
      tasks.map((task) => shown(call, task)),
    )
  }
  return {
    answer: (call) => {
      if (call.headers.authorization !== `Bearer ${TOKEN}`)
        return { status: 401, body: { errors: [{ message: 'Not Authorized' }] } }
      if (!isJson(call)) return { status: 415 }
      const [, gid, rest] = /^\/api\/1\.0\/tasks(?:\/(\d+))?(\/stories)?$/.exec(call.path) ?? [null, 'none']
      try {
        if (gid === undefined) return call.method === 'POST' ? create(call) : list(call)
        const task = tasks.find((one) => one.gid === gid)
        if (task === undefined) return { status: 404, body: { errors: [{ message: 'task: Unknown object' }] } }
        if (rest !== undefined) {
          if (call.method === 'GET')
            return page(
              call,
              task.stories.map((text, index) => ({ gid: `s${index}`, text })),
            )
          task.stories.push(story.parse(call.body).data.text)
          return { status: 201, body: { data: { gid: `s${task.stories.length - 1}` } } }
        }
        if (call.method === 'PUT') task.completed = change.parse(call.body).data.completed
        return { status: 200, body: { data: shown(call, task) } }
      } catch (error) {
        if (!(error instanceof z.ZodError)) throw error
        return {
          status: 400,
          body: { errors: [{ message: `${error.issues[0]?.path.join('.')}: ${error.issues[0]?.message}` }] },
        }
      }
    },
    busy: () => ({
      status: 429,
      headers: { 'retry-after': '60' },
      body: { errors: [{ message: 'You have made too many requests' }] },
    }),
    work: (status) => {
      const task = tasks.at(-1)
      if (task !== undefined) task.completed = status === 'finish'
    },
    seen: () => ({ issues: tasks.map(({ name }) => name), comments: tasks.flatMap(({ stories }) => stories) }),
  }
}
