import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asana } from './asana.ts'
import { jira, toDocument } from './jira.ts'
import { linear, uuidOf } from './linear.ts'
import { fakeAsana } from './testing/fake-asana.ts'
import { fakeJira } from './testing/fake-jira.ts'
import { fakeLinear } from './testing/fake-linear.ts'
import { type FakeServer, PROJECT, serve, TOKEN, USER, type Vendor } from './testing/fake-server.ts'
import { fakeZendesk } from './testing/fake-zendesk.ts'
import { GONE, type Tracker } from './tracker.ts'
import { zendesk } from './zendesk.ts'

const ISSUE = {
  ticketId: 'tkt_1',
  title: 'Payout po_1 is off\nby 2.00 USD',
  text: 'Look at the fee.\nIt changed.\n\nOpened by Tieout.',
  priority: 'high',
  dueOn: '2026-11-22',
} as const
const TITLE = 'Payout po_1 is off by 2.00 USD'
const SINCE = new Date('2026-11-20T12:00:00Z')

const SYSTEMS = [
  { name: 'jira', connect: jira, fake: fakeJira, hasBetween: true },
  { name: 'zendesk', connect: zendesk, fake: fakeZendesk, hasBetween: true },
  { name: 'asana', connect: asana, fake: fakeAsana, hasBetween: false },
  { name: 'linear', connect: linear, fake: fakeLinear, hasBetween: true },
] as const

describe.each(SYSTEMS)('$name', ({ connect, fake, hasBetween }) => {
  let server: FakeServer
  let vendor: Vendor
  let tracker: Tracker

  beforeEach(async () => {
    vendor = fake()
    server = await serve(vendor)
    tracker = connect({ url: server.url, user: USER, token: TOKEN, project: PROJECT })
  })
  afterEach(() => server.close())

  const made = async () => {
    const answer = await tracker.create(ISSUE, 'ticket.create:tkt_1')
    if (answer.outcome !== 'ok') throw new Error(answer.message)
    return answer.value
  }

  test('takes an issue, a comment and statuses, and tells them as they are', async () => {
    const issue = await made()
    expect(issue.category).toBe('open')
    expect(issue.url).toMatch(/^https?:\/\//)
    expect(vendor.seen().issues).toEqual([TITLE])
    expect(await tracker.comment(issue.id, 'The bank answers tomorrow.', 'c:1')).toMatchObject({ outcome: 'ok' })
    expect(vendor.seen().comments[0]).toContain('The bank answers tomorrow.')

    vendor.work('start')
    const between = await tracker.read(issue.id)
    expect(between).toMatchObject({ outcome: 'ok', value: { category: hasBetween ? 'in_progress' : 'open' } })
    expect(await tracker.moveTo(issue.id, 'done')).toMatchObject({ outcome: 'ok', value: { category: 'done' } })
    expect(await tracker.read(issue.id)).toMatchObject({ value: { id: issue.id, category: 'done' } })
    expect(await tracker.moveTo(issue.id, 'done')).toMatchObject({ outcome: 'ok', value: { category: 'done' } })
    expect(await tracker.moveTo(issue.id, 'open')).toMatchObject({ outcome: 'ok', value: { category: 'open' } })
    expect(await tracker.read('999999')).toMatchObject({ outcome: 'ok', value: GONE })
  })

  test('is asked whether what got lost arrived', async () => {
    expect(await tracker.findCreated(ISSUE, 'k', SINCE)).toMatchObject({ outcome: 'ok', value: null })
    server.mood = 'answers get lost'
    expect(await tracker.create(ISSUE, 'k')).toMatchObject({ outcome: 'unknown' })
    server.mood = 'well'
    await tracker.create({ ...ISSUE, ticketId: 'tkt_2', title: 'Another' }, 'k2')
    const found = await tracker.findCreated(ISSUE, 'k', SINCE)
    if (found.outcome !== 'ok' || found.value === null) throw new Error('it was not found')
    expect(vendor.seen().issues).toEqual([TITLE, 'Another'])

    expect(await tracker.findComment(found.value.id, 'c:1')).toMatchObject({ outcome: 'ok', value: null })
    await tracker.comment(found.value.id, 'First', 'c:0')
    server.mood = 'answers get lost'
    expect(await tracker.comment(found.value.id, 'Hello', 'c:1')).toMatchObject({ outcome: 'unknown' })
    server.mood = 'well'
    await tracker.comment(found.value.id, 'Last', 'c:2')
    expect(await tracker.findComment(found.value.id, 'c:1')).toMatchObject({
      outcome: 'ok',
      value: { id: expect.anything() },
    })
  })

  test('is left in peace when it is busy, and what it breaks on is unknown', async () => {
    const issue = await made()
    server.mood = 'busy'
    const busy = await tracker.comment(issue.id, 'Hello', 'c:1')
    expect(busy).toMatchObject({ outcome: 'retry', everybody: true, requestId: 'req-over-there' })
    if (busy.outcome !== 'retry') throw new Error(busy.outcome)
    expect(busy.retryAfterMs).toBeGreaterThan(30_000)
    expect(busy.retryAfterMs).toBeLessThanOrEqual(60_000)
    server.mood = 'broken'
    expect(await tracker.comment(issue.id, 'Hello', 'c:1')).toMatchObject({ outcome: 'unknown' })
    expect(await tracker.read(issue.id)).toMatchObject({ outcome: 'retry' })
  })

  test('refuses a wrong token, which is not told, and an input it has no use for', async () => {
    const stranger = connect({ url: server.url, user: USER, token: 'a wrong secret', project: PROJECT })
    const refused = await stranger.create(ISSUE, 'k')
    expect(refused).toMatchObject({ outcome: 'retry', message: expect.stringMatching(/token/) })
    expect(JSON.stringify(refused)).not.toContain('secret')
    expect(await tracker.create({ ...ISSUE, dueOn: 'tomorrow', title: '' }, 'k')).toMatchObject({ outcome: 'refused' })
    const closed = await serve(vendor)
    await closed.close()
    const nobody = connect({ url: closed.url, user: USER, token: TOKEN, project: PROJECT })
    expect(await nobody.create(ISSUE, 'k')).toMatchObject({ outcome: 'retry' })
  })
})

test('Zendesk makes one ticket of two tries under one key', async () => {
  const vendor = fakeZendesk()
  const server = await serve(vendor)
  const tracker = zendesk({ url: server.url, user: USER, token: TOKEN, project: '' })
  const [first, second] = [await tracker.create(ISSUE, 'k'), await tracker.create(ISSUE, 'k')]
  expect(second).toEqual(first)
  expect(vendor.seen().issues).toHaveLength(1)
  await server.close()
})

test('text becomes paragraphs with breaks in Jira, and ids of our choice are UUIDs in Linear', () => {
  expect(toDocument('One\ntwo\n\n\nThree').content).toEqual([
    {
      type: 'paragraph',
      content: [{ type: 'text', text: 'One' }, { type: 'hardBreak' }, { type: 'text', text: 'two' }],
    },
    { type: 'paragraph', content: [{ type: 'text', text: 'Three' }] },
  ])
  expect(uuidOf('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(uuidOf('a')).not.toBe(uuidOf('b'))
})
