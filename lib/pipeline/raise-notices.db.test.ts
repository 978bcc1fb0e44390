import { afterAll, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { ensureEntity } from '#lib/entities/entity.ts'
import { listMessages } from '#lib/messages/list-messages.ts'
import { chooseNotice } from '#lib/messages/slack/choose-notices.ts'
import { closeDatabase, inTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { openTicket } from '#lib/tickets/open-ticket.ts'
import { raiseNotices } from './raise-notices.ts'

afterAll(closeDatabase)

test('what came up is told once, in one post per kind, unless somebody chose not to', async () => {
  const start = Date.parse('2026-11-20T12:00:00Z')
  const at = (minutes: number) => new Date(start + minutes * 60_000)
  const entity = await ensureEntity({
    ...{ name: 'Marketplace', stripeAccount: 'acct_notices', livemode: false, functionalCurrency: 'USD' },
    ...{ bookTimeZone: 'UTC', goLiveAt: at(0), automaticSince: null, at: at(0) },
  })
  const work = <T>(run: (tx: Sql) => Promise<T>) => inTransaction(SYSTEM(entity), run)
  const fail = (id: string, minutes: number) =>
    work((tx) =>
      openTicket(
        tx,
        {
          subjectKind: 'payout',
          subjectId: id,
          code: 'payout_failed',
          title: `${id} came back`,
          action: 'Look at it.',
        },
        at(minutes),
      ),
    )
  const told = async () =>
    (await work((tx) => listMessages(tx, { limit: 10, kind: 'slack.post' }))).rows.map(({ subject }) => subject)

  for (let number = 1; number <= 12; number += 1) await fail(`po_${number}`, number)
  await fail('po_old', -60 * 30)
  await Promise.all([raiseNotices(entity, at(20)), raiseNotices(entity, at(20))])
  await raiseNotices(entity, at(21))
  expect(await told()).toEqual(['Payout failed: 12'])
  const [first] = (await work((tx) => listMessages(tx, { limit: 1, kind: 'slack.post' }))).rows
  const [row] = await work((tx) => tx.sql<{ body: string }>('SELECT body FROM message WHERE id = $1', [first?.id]))
  expect(row?.body).toContain('• po_1 came back')
  expect(row?.body).toMatch(/… and 2 more\nhttp\S+\/payouts$/)

  await fail('po_later', 30)
  await raiseNotices(entity, at(31))
  expect((await told()).sort()).toEqual(['Payout failed: 1', 'Payout failed: 12'])

  const actor = { personId: 'per_ada', roles: ['admin'], requestId: 'req_n' } as unknown as Actor
  await work((tx) => chooseNotice(tx, { notice: 'payout_failed', isSent: false, actor, at: at(40) }))
  await fail('po_quiet', 41)
  await raiseNotices(entity, at(42))
  expect(await told()).toHaveLength(2)
})
