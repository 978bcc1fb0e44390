import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { isGenuine, issueIn } from './verify-webhook.ts'

const SECRET = 'a secret of the webhook'
const now = new Date('2026-11-20T12:00:00Z')
const sign = (text: string, form: 'hex' | 'base64', secret = SECRET) =>
  createHmac('sha256', secret).update(text).digest(form)
const check = (system: 'jira' | 'zendesk' | 'linear' | 'asana', body: string, headers: Record<string, string>) =>
  isGenuine({ system, headers: new Headers(headers), body, secret: SECRET, now })

test('Jira signs the body', () => {
  const body = '{"issue":{"id":"10001"}}'
  expect(check('jira', body, { 'x-hub-signature': `sha256=${sign(body, 'hex')}` })).toBe(true)
  expect(check('jira', `${body} `, { 'x-hub-signature': `sha256=${sign(body, 'hex')}` })).toBe(false)
  expect(check('jira', body, { 'x-hub-signature': `sha256=${sign(body, 'hex', 'another')}` })).toBe(false)
  expect(check('jira', body, {})).toBe(false)
  expect(issueIn('jira', body)).toBe('10001')
})

test('Linear signs the body, which says when it was sent', () => {
  const body = (at: number) => JSON.stringify({ type: 'Issue', data: { id: 'i-1' }, webhookTimestamp: at })
  const signed = (text: string) => check('linear', text, { 'linear-signature': sign(text, 'hex') })
  expect(signed(body(now.getTime()))).toBe(true)
  expect(signed(body(now.getTime() - 6 * 60_000))).toBe(false)
  expect(signed('not JSON')).toBe(false)
  expect(issueIn('linear', body(0))).toBe('i-1')
  expect(issueIn('linear', '{"type":"Comment","data":{"id":"c"}}')).toBeNull()
})

test('Zendesk signs the time and the body', () => {
  const body = '{"detail":{"id":35436}}'
  const signed = (time: string) =>
    check('zendesk', body, {
      'x-zendesk-webhook-signature': sign(time + body, 'base64'),
      'x-zendesk-webhook-signature-timestamp': time,
    })
  expect(signed('2026-11-20T11:59:00Z')).toBe(true)
  expect(signed('2026-11-20T10:59:00Z')).toBe(false)
  expect(issueIn('zendesk', body)).toBe('35436')
})

test('Asana is polled', () => {
  expect(check('asana', '{}', { 'x-hook-signature': sign('{}', 'hex') })).toBe(false)
})
