import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Outgoing } from '../courier.ts'
import { blocksOf, slackCourier } from './slack-courier.ts'
import { type SlackServer, startSlack } from './testing-slack.ts'

let slack: SlackServer
beforeAll(async () => {
  slack = await startSlack()
})
afterAll(() => slack.close())

const message = (more: Partial<Outgoing> = {}): Outgoing => ({
  ...{
    id: 'msg_1',
    kind: 'slack.post',
    to: 'Slack',
    subject: '3 approvals wait',
    body: 'Pay <!channel> & Ann\nhttps://x.test/approvals',
  },
  ...{ subjectKind: 'notice', subjectId: 'approval_waiting', onceKey: 'k', createdAt: new Date(0), attempts: 1 },
  ...more,
})
const send = (mood: SlackServer['mood'], more?: Partial<Outgoing>) => {
  slack.mood = mood
  return slackCourier({ url: slack.url }).send(message(more), new Date(0))
}

test('a post is taken in Slack’s own form; names from outside mention nobody', async () => {
  expect(await send('ok')).toMatchObject({ outcome: 'delivered' })
  expect(slack.posts.at(-1)).toMatchObject({
    text: '3 approvals wait',
    blocks: [
      { text: { text: '3 approvals wait' } },
      { text: { text: 'Pay &lt;!channel&gt; &amp; Ann\nhttps://x.test/approvals' } },
    ],
  })
  expect(await send('ok', { subject: 'x'.repeat(400), body: '&'.repeat(5_000) })).toMatchObject({
    outcome: 'delivered',
  })
  const [, section] = blocksOf({ subject: 's', body: '&'.repeat(5_000) }).blocks
  expect(section?.text.text).toMatch(/^(&amp;)+…$/)
})

test('its answers decide: a pause for all, never, later, or nobody knows; the address is never told', async () => {
  expect(await send(429)).toMatchObject({ outcome: 'retry', retryAfterMs: 30_000, everybody: true })
  for (const mood of [403, 404, 410] as const) expect(await send(mood)).toMatchObject({ outcome: 'refused' })
  expect(await send(404)).toMatchObject({ message: '404 no_service' })
  expect(await send(500)).toMatchObject({ outcome: 'retry' })
  expect(await send('hang up')).toMatchObject({ outcome: 'unknown' })
  const gone = await startSlack()
  await gone.close()
  const closed = await slackCourier({ url: gone.url }).send(message(), new Date(0))
  expect(closed).toMatchObject({ outcome: 'retry' })
  expect(JSON.stringify(closed)).not.toContain('secret')
})
