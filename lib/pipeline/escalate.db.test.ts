import { afterAll, expect, test } from 'vitest'
import { aGate, later } from '#lib/approvals/testing.ts'
import { expireDue } from '#lib/approvals/upkeep.ts'
import { addPerson } from '#lib/people/add-person.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { listTickets } from '#lib/tickets/list-tickets.ts'
import { escalate } from './escalate.ts'

afterAll(closeDatabase)
const HOUR = 3_600

test('an approval nobody gives is told to who may give it, and when it expired to the administrators', async () => {
  const gate = await aGate()
  const add = (name: string, role: 'approver' | 'operator') =>
    addPerson({
      entity: gate.entity,
      email: `${name}@example.test`,
      name,
      role,
      password: 'four plain words',
      at: later(0),
    })
  await add('Priya', 'approver')
  const marc = await add('Marc', 'approver')
  await add('Olu', 'operator')
  const proposal = await gate.ask({ proposedBy: { kind: 'person', id: marc ?? '' } })
  const worked = (seconds: number) =>
    gate.work(async (tx) => {
      await escalate(tx, await expireDue(tx, later(seconds)), later(seconds))
      const tickets = await listTickets(tx, { subject: { kind: 'proposal', id: proposal.id }, isOpen: true, limit: 10 })
      return tickets.map(({ code, action }) => `${code}: ${action}`)
    })
  expect(await worked(59 * HOUR)).toEqual([])
  expect(await worked(60 * HOUR)).toEqual([
    'approval_expiring: Priya may decide about it: it expires within twelve hours.',
  ])
  expect(await worked(72 * HOUR)).toEqual([
    'approval_expired: An administrator asks why: are there enough approvers, and were they there? Its settlement proposes it anew when it is still right.',
  ])
})

test('nobody to tell is said, too', async () => {
  const gate = await aGate()
  const proposal = await gate.ask()
  await gate.work((tx) => escalate(tx, [], later(61 * HOUR)))
  const [ticket] = await gate.work((tx) =>
    listTickets(tx, { subject: { kind: 'proposal', id: proposal.id }, isOpen: true, limit: 10 }),
  )
  expect(ticket?.action).toContain('Nobody without a conflict of their own may decide about it')
})
