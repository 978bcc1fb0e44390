import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Entity } from '#lib/entities/entity.ts'
import { closeDatabase, inTransaction, SYSTEM } from '#lib/platform/db.ts'
import { openRows, type Rows } from '#lib/platform/testing/rows.ts'
import { openTicket } from '#lib/tickets/open-ticket.ts'
import { addPolicy, addPolicyVersion } from './add-policy.ts'
import { indexTickets } from './index-tickets.ts'
import { bringInOwnDocuments } from './product-documents.ts'
import { type Asker, searchPassages } from './search.ts'
import { asOperator, asSeller, testEntity } from './testing.ts'
import { restorePolicy, withdrawPolicy } from './withdraw-policy.ts'

const AT = new Date('2026-11-20T12:00:00Z')
let entity: Entity
let olu: ReturnType<typeof asOperator>
let rows: Rows

beforeAll(async () => {
  entity = await testEntity()
  olu = asOperator(entity)
  rows = await openRows()
  await bringInOwnDocuments(SYSTEM(entity), AT)
})
afterAll(async () => {
  await rows.close()
  await closeDatabase()
})

const find = async (words: string, asker: Asker = olu) => (await searchPassages(asker, { words })).passages
const best = async (words: string, asker: Asker = olu) => (await find(words, asker))[0]?.href

test.each([
  ['what is our policy on late refunds?', '/policies/refund-policy#late-refunds'],
  ['how do I release a hold?', '/policies/hold-policy#how-to-release-a-hold'],
  ['who can pause everything in an emergency', '/policies/approval-policy#in-an-emergency'],
  ['when may a debt be written off', '/policies/write-off-policy#when-a-debt-may-be-written-off'],
  ['what happens when a payout fails', '/policies/payout-policy#payouts-that-fail'],
  ['dispute lost', '/policies/dispute-policy#a-dispute-that-is-lost'],
  ['camt.053 file twice', '/policies/help-sources'],
])('%s is answered by %s', async (words, href) => {
  expect((await best(words))?.startsWith(href)).toBe(true)
})

test('the same question gives the same passages in the same order', async () => {
  const once = await find('payout seller balance refund')
  expect(await find('payout seller balance refund')).toEqual(once)
  expect(once.length).toBe(8)
})

test('a mistyped word is taken for the nearest one, and said', async () => {
  const { passages, corrections } = await searchPassages(olu, { words: 'disptue evidnce' })
  expect(passages[0]?.href).toBe('/policies/dispute-policy#evidence')
  expect(corrections).toEqual([
    { from: 'disptue', to: 'dispute' },
    { from: 'evidnce', to: 'evidence' },
  ])
})

test('words that are nowhere find nothing, and neither do marks and control characters', async () => {
  expect(await find('zyxwvut qqqqq')).toEqual([])
  for (const words of ['', '   ', "' | ! & :* <-> \\", '\u0000', '); DROP TABLE passage; --', ':D', "a'b\\c"])
    expect((await searchPassages(olu, { words })).passages.length).toBeLessThan(9)
  expect((await find('refund '.repeat(20_000))).length).toBeGreaterThan(0)
})

test('an excerpt shows what the words met, as text', async () => {
  const [passage] = await find('how to release a hold')
  const hits = passage?.excerpt.filter(({ isHit }) => isHit).map(({ text }) => text.toLowerCase())
  expect(hits).toContain('release')
  expect(passage?.excerpt.map(({ text }) => text).join('')).not.toMatch(/[*`\ue000\ue001]/)
})

test('a policy is found from the moment it is added until it is withdrawn, in its newest version', async () => {
  const sent = { actor: olu, audience: 'console' as const, at: AT }
  const file = (text: string) => Buffer.from(text)
  const { slug } = await addPolicy({
    ...sent,
    name: 'gift.md',
    bytes: file('# Gift cards\n\n## Breakage\n\nXylophones expire.'),
  })
  expect(slug).toBe('gift-cards')
  expect(await best('xylophones')).toBe('/policies/gift-cards#breakage')
  await addPolicyVersion(slug, {
    ...sent,
    name: 'gift.md',
    bytes: file('# Gift cards\n\n## Breakage\n\nMarimbas expire.'),
  })
  expect(await find('xylophones')).toEqual([])
  expect(await best('marimbas')).toBe('/policies/gift-cards#breakage')
  await withdrawPolicy({ actor: olu, slug, why: 'No longer sold.', at: AT })
  expect(await find('marimbas')).toEqual([])
  await restorePolicy({ actor: olu, slug, why: 'Sold again.', at: AT })
  expect(await best('marimbas')).toBe('/policies/gift-cards#breakage')
  const again = addPolicy({ ...sent, name: 'other.md', bytes: file('# Gift cards\n\n## Breakage\n\nMarimbas expire.') })
  await expect(again).rejects.toMatchObject({ code: 'policies.same_file' })
})

test('what comes with the product is brought in once, and a changed policy stays as people wrote it', async () => {
  expect(await bringInOwnDocuments(SYSTEM(entity), AT)).toBe(0)
  await addPolicyVersion('dispute-policy', {
    actor: olu,
    name: 'ours.md',
    bytes: Buffer.from('# Dispute policy\n\n## Evidence\n\nWe send hippopotamus pictures as evidence of a dispute.'),
    audience: 'public',
    at: AT,
  })
  expect(await bringInOwnDocuments(SYSTEM(entity), AT)).toBe(0)
  expect(await best('hippopotamus')).toBe('/policies/dispute-policy#evidence')
})

test('a policy that came with the product follows its file until somebody changes it', async () => {
  const [row] = await rows.query<{ id: string }>(`SELECT id FROM policy_document WHERE slug = 'payout-policy'`)
  const older = {
    document_id: row?.id,
    version: 2,
    entity_id: entity.id,
    livemode: false,
    title: 'Payout policy',
    audience: 'public',
  }
  await rows.insert('policy_text', { ...older, body: '# Payout policy', hash: 'older', added_by: 'system' })
  await rows.query(`UPDATE policy_document SET version = 2 WHERE slug = 'payout-policy'`)
  expect(await bringInOwnDocuments(SYSTEM(entity), AT)).toBe(1)
  expect(await bringInOwnDocuments(SYSTEM(entity), AT)).toBe(0)
  expect(await best('payouts that fail at the bank')).toBe('/policies/payout-policy#payouts-that-fail')
  await withdrawPolicy({ actor: olu, slug: 'payout-policy', why: 'Ours is elsewhere.', at: AT })
  expect(await bringInOwnDocuments(SYSTEM(entity), AT)).toBe(0)
  await restorePolicy({ actor: olu, slug: 'payout-policy', why: 'Here again.', at: AT })
})

test('a past ticket is found by people who may read tickets; its seller learns that it was there, another seller nothing', async () => {
  const open = (sellerId: string, code: string) =>
    inTransaction(SYSTEM(entity), (tx) =>
      openTicket(
        tx,
        {
          subjectKind: 'seller',
          subjectId: sellerId,
          code,
          title: `Quokka parcel of ${sellerId}`,
          action: 'Look.',
          priority: 'normal',
        },
        AT,
      ),
    )
  await open('sel_a', 'odd')
  await open('sel_b', 'odd')
  await rows.query(
    `UPDATE ticket SET state = 'resolved', resolved_at = opened_at, resolution = 'Numbat fraud, seller warned.'`,
  )
  await indexTickets(SYSTEM(entity), AT)
  expect((await find('quokka')).map(({ kind }) => kind)).toEqual(['ticket', 'ticket'])
  expect((await find('numbat')).length).toBe(2)
  expect((await find('quokka', asSeller(entity, 'sel_a'))).map(({ title }) => title)).toEqual([
    'Quokka parcel of sel_a',
  ])
  expect(await find('numbat', asSeller(entity, 'sel_a'))).toEqual([])
  expect(await find('quokka', asSeller(entity, ''))).toEqual([])
  expect(await find('quokka', { roles: ['seller'], scope: olu.scope })).toEqual([])
  const analyst: Asker = { roles: ['operator'], scope: { ...olu.scope, role: 'tieout_analyst' } }
  expect(await find('quokka', analyst)).toEqual([])
  await rows.query(`UPDATE ticket SET state = 'open'`)
  await indexTickets(SYSTEM(entity), AT)
  expect(await find('quokka')).toEqual([])
})

test('a seller is told public policies only, whatever is asked for', async () => {
  const seller = asSeller(entity, 'sel_a')
  expect(await best('late refunds', seller)).toBe('/policies/refund-policy#late-refunds')
  for (const words of ['write off debt insolvency', 'emergency pause executions', 'NetSuite DATEV batch'])
    expect(
      (await find(words, seller)).every(({ href }) => /^\/policies\/(refund|payout|hold|dispute)-policy/.test(href)),
    ).toBe(true)
  const shown = await inTransaction(seller.scope, (tx) =>
    tx.sql<{ audience: string }>('SELECT DISTINCT audience FROM passage'),
  )
  expect(shown.map(({ audience }) => audience)).not.toContain('console')
  for (const table of ['policy_document', 'policy_text', 'passage_word', 'passage_vector'])
    await expect(inTransaction(seller.scope, (tx) => tx.sql(`SELECT FROM ${table}`))).rejects.toThrow()
})

test('another entity finds none of it', async () => {
  const elsewhere: Asker = { roles: ['operator'], scope: { ...olu.scope, entityId: 'ent_other' } }
  expect(await find('late refunds', elsewhere)).toEqual([])
  expect(await find('late refunds', { ...olu, scope: { ...olu.scope, livemode: true } })).toEqual([])
})
