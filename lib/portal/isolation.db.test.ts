import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { SellerActor } from '#lib/access/seller-actor.ts'
import { beginConversation } from '#lib/assistant/conversations/conversation.ts'
import { toolsFor } from '#lib/assistant/tools/registry.ts'
import { type Entity, ensureEntity } from '#lib/entities/entity.ts'
import { setClockForTest } from '#lib/platform/clock.ts'
import { closeDatabase, inRawTransaction } from '#lib/platform/db.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { openRows, type Rows } from '#lib/platform/testing/rows.ts'
import { fill, grantedTo, idOf, PLATFORM, sellerActor } from './testing/two-sellers.ts'
import { writingScope } from './writing-scope.ts'

/** bravo's person is signed in; everything of alpha's is somebody else's. */
const visitor = vi.hoisted((): { actor: SellerActor | null } => ({ actor: null }))
vi.mock('#lib/access/seller-actor.ts', () => ({
  currentSeller: async () => visitor.actor,
  requireSeller: async () => visitor.actor,
  sellerMay: () => true,
}))
/** Actions are taken as they are written: with the shape of their input, so that alpha's ids can be put into it. */
vi.mock('#lib/access/define-seller-action.ts', () => ({ defineSellerAction: (spec: unknown) => spec }))
/** Stripe is not there; whose account it would have been asked about is. */
vi.mock('#lib/providers/stripe/requirements.ts', () => ({
  fetchRequirements: async (_: unknown, account: string) => ({
    payoutsEnabled: true,
    fields: [{ field: account, isOverdue: false }],
    dueAt: null,
  }),
  createAccountLink: async (_: unknown, { account }: { account: string }) => account,
}))
vi.mock('next/navigation', async (original) => ({
  ...(await original<typeof import('next/navigation')>()),
  usePathname: () => '/portal',
}))

const AT = new Date('2026-11-20T12:00:00Z')
const ROOT = join(import.meta.dirname, '../..')
const filesOf = async (pattern: string) => (await Array.fromAsync(glob(pattern, { cwd: ROOT }))).sort()
const PAGES = await filesOf('app/(portal)/**/page.tsx')
const ROUTES = [...(await filesOf('app/api/portal/**/route.ts')), ...(await filesOf('app/(portal)/**/route.ts'))]
const ACTIONS = await filesOf('lib/**/seller-actions.ts')

/** Tables whose rows are the same for every seller, with the reason. */
const SHARED: Readonly<Record<string, string>> = { fx_rate: 'rates are the marketplace’s' }

/** Ids of alpha's that somebody may have seen, by how they begin. */
const ALPHA = {
  conversation: '',
  ids: ['sel', 'per', 'po', 'stl', 'py', 'tr', 'txn', 'disp', 'sell', 'refu', 'mess'].map((prefix) =>
    idOf(prefix, 'alpha'),
  ),
}

let entity: Entity
let rows: Rows
let me: SellerActor
let tables: Awaited<ReturnType<typeof grantedTo>>

beforeAll(async () => {
  setClockForTest(() => AT)
  entity = await ensureEntity({
    name: 'Marketplace',
    stripeAccount: PLATFORM,
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'UTC',
    goLiveAt: null,
    automaticSince: null,
    at: AT,
  })
  rows = await openRows()
  me = sellerActor('bravo', entity)
  visitor.actor = me
  await rows.query('SET session_replication_role = replica')
  tables = await grantedTo(rows)
  for (const { table } of tables) if (!(table in SHARED)) await fill(rows, table, entity)
  const other = writingScope(sellerActor('alpha', entity))
  ALPHA.conversation = await inRawTransaction(other, (tx) => beginConversation(tx, AT))
  ALPHA.ids.push(ALPHA.conversation)
})
afterAll(async () => {
  setClockForTest(null)
  await rows.close()
  await closeDatabase()
})

/** What is shown, as text: values of pages with everything they hand to what they draw. */
const textOf = (shown: unknown): string =>
  JSON.stringify(shown, (key, value) => {
    if (key === '_owner' || key === '_store' || key === '_debugInfo' || key === '_debugStack' || key === '_debugTask')
      return undefined
    return typeof value === 'bigint' ? value.toString() : value
  }) ?? ''

/** alpha shows nowhere, nor does an id of the platform's; ids that the question itself held may come back in it. */
function expectNothingOfAlpha(shown: string, said: readonly string[] = []): void {
  const rest = said.reduce((text, id) => text.replaceAll(id, ''), shown)
  expect(rest).not.toMatch(/alpha|ORD-a|acct_platform|00000alph/)
}

describe('the database, under the role of bravo', () => {
  test('shows bravo its own rows of every table the role may read, and none of alpha’s or of the platform', async () => {
    expect(tables.length).toBeGreaterThan(20)
    for (const { table, columns } of tables.filter(({ table: name }) => !(name in SHARED))) {
      const list = columns.map((column) => `"${column}"`).join(', ')
      const seen = await inRawTransaction(me.scope, (tx) => tx.sql(`SELECT ${list} FROM "${table}"`))
      expect({ table, count: seen.length }).toEqual({ table, count: 1 })
      expectNothingOfAlpha(textOf(seen))
    }
  })

  test('lets the role write nothing', async () => {
    const writable = await rows.query<{ name: string }>(
      `SELECT table_name || ' ' || privilege_type AS name FROM information_schema.role_table_grants
        WHERE grantee = 'tieout_seller' AND privilege_type <> 'SELECT' ORDER BY 1`,
    )
    expect(writable.map(({ name }) => name)).toEqual([])
  })

  test('is blind without a seller, and for a seller of another entity', async () => {
    for (const scope of [
      { ...me.scope, sellerId: '' },
      { ...me.scope, entityId: 'ent_other' },
    ]) {
      for (const { table, columns } of tables.filter(({ table: name }) => !(name in SHARED))) {
        const seen = await inRawTransaction(scope, (tx) => tx.sql(`SELECT "${columns[0]}" FROM "${table}"`))
        expect({ table, seen }).toEqual({ table, seen: [] })
      }
    }
  })
})

type Page = { default: (props: { params: Promise<object>; searchParams: Promise<object> }) => Promise<unknown> }

describe('pages', () => {
  test('of alpha’s own person would show alpha', async () => {
    visitor.actor = sellerActor('alpha', entity)
    for (const path of PAGES.filter((name) => /payouts\/page|people|bank|fees|messages/.test(name))) {
      const page: Page = await import(/* @vite-ignore */ join(ROOT, path))
      const shown = await page.default({ params: Promise.resolve({}), searchParams: Promise.resolve({}) })
      expect(() => expectNothingOfAlpha(textOf(shown))).toThrow('alpha')
    }
    visitor.actor = me
  })

  test('are found', () => expect(PAGES.length).toBeGreaterThan(8))

  test.each(PAGES)('%s tells nothing of alpha', async (path) => {
    const page: Page = await import(/* @vite-ignore */ join(ROOT, path))
    const names = [...path.matchAll(/\[(\w+)\]/g)].map(([, name = '']) => name)
    for (const id of names.length > 0 ? ALPHA.ids : ALPHA.ids.slice(0, 3)) {
      const params = Promise.resolve(Object.fromEntries(names.map((name) => [name, id])))
      const asked = { id, payout: id, after: `1763600000000.${id}`, seller: id, sellerId: id, q: id, conversation: id }
      const shown = page.default({ params, searchParams: Promise.resolve(asked) })
      if (names.length > 0) await expect(shown).rejects.toMatchObject({ digest: 'NEXT_HTTP_ERROR_FALLBACK;404' })
      else expectNothingOfAlpha(textOf(await shown), Object.values(asked))
    }
  })
})

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

describe('routes', () => {
  test('are found', () => expect(ROUTES.length).toBeGreaterThan(2))

  test.each(ROUTES)('%s tells nothing of alpha', async (path) => {
    const handlers: Record<string, Handler> = await import(/* @vite-ignore */ join(ROOT, path))
    const names = [...path.matchAll(/\[(\w+)\]/g)].map(([, name = '']) => name)
    for (const [method, handler] of Object.entries(handlers)) {
      for (const id of ALPHA.ids) {
        const url = `http://localhost/api/portal?id=${id}&seller=${id}`
        const body = JSON.stringify({ conversationId: ALPHA.conversation, text: `What is ${id}?` })
        const request = new Request(url, method === 'GET' ? { method } : { method, body })
        const answer = await handler(request, {
          params: Promise.resolve(Object.fromEntries(names.map((name) => [name, id]))),
        })
        if (names.length > 0) expect({ path, id, status: answer.status }).toEqual({ path, id, status: 404 })
        expectNothingOfAlpha(await answer.text(), [id, ALPHA.conversation])
      }
    }
  })
})

test('what bravo takes home holds no id but the payout’s own', async () => {
  const files: string[] = []
  for (const path of ROUTES.filter((name) => name.includes('['))) {
    const { GET }: Record<string, Handler> = await import(/* @vite-ignore */ join(ROOT, path))
    const id = idOf('po', 'bravo')
    const answer = await GET?.(new Request('http://localhost/api/portal?format=csv'), {
      params: Promise.resolve({ id }),
    })
    if (answer?.ok) files.push(await answer.text())
  }
  expect(files[0]).toContain(`${idOf('po', 'bravo')},`)
  for (const file of files) expect(file).not.toMatch(/\b(?:acct|txn|ch|py|pyr|tr|trr|sel|stl|per|cnv|msg)_|platform/)
})

type Action = {
  readonly input: z.ZodType
  readonly run: (call: { actor: SellerActor; input: unknown; at: Date }) => Promise<unknown>
}

const FILLERS: readonly unknown[] = ['en', 'viewer', 'new@nowhere.test', 'a text', true, 1, null, [], {}]

/** An input of the action's own shape with alpha's id wherever one fits. Null when nothing of alpha's fits. */
function inputFor({ input }: Action, id: string): unknown {
  if (!(input instanceof z.ZodObject)) throw new Error('an action takes an object')
  let holdsId = false
  const entries = Object.entries(input.shape).map(([name, schema]) => {
    const fits = (value: unknown) => z.safeParse(schema as z.ZodType, value).success
    if (/id$/i.test(name) && fits(id)) {
      holdsId = true
      return [name, id]
    }
    return [name, FILLERS.find(fits)]
  })
  return holdsId ? Object.fromEntries(entries) : null
}

const stateOfAlpha = async () => {
  const all = await Promise.all(
    tables.map(({ table }) =>
      rows.query<{ row: string }>(`SELECT t::text AS row FROM "${table}" t WHERE t::text LIKE '%alpha%' ORDER BY 1`),
    ),
  )
  return all.flat().map(({ row }) => row)
}

const actions = (
  await Promise.all(
    ACTIONS.map(async (path) => Object.entries<Action>(await import(/* @vite-ignore */ join(ROOT, path)))),
  )
).flat()

describe('actions', () => {
  test('are found', () => expect(actions.length).toBeGreaterThan(4))

  test.each(actions)('%s does nothing to alpha and tells nothing of alpha', async (_, action) => {
    const before = await stateOfAlpha()
    for (const id of ALPHA.ids) {
      const input = inputFor(action, id)
      if (input === null) continue
      const outcome = await action
        .run({ actor: me, input: action.input.parse(input), at: AT })
        .catch((error: unknown) => error)
      expect(outcome).toBeInstanceOf(Refusal)
      expect(outcome).toMatchObject({ status: 404 })
      expectNothingOfAlpha(`${outcome}`, [id])
    }
    expect(await stateOfAlpha()).toEqual(before)
  })
})

/** What a seller's tools are asked with alpha's ids; a new tool has to say here how it could be misused. */
const MISUSE: Readonly<Record<string, (id: string) => unknown>> = {
  query_metrics: (id) => ({
    metrics: ['gmv'],
    period: { from: '2026-01-01', to: '2026-12-31' },
    filters: [{ dimension: 'seller', op: 'in', values: [id] }],
  }),
  search_policies: (id) => ({ query: `text alpha ${id}` }),
  explain_payout: (id) => ({ payout: id }),
}

describe('tools', () => {
  test('tell nothing of alpha, whatever they are asked', async () => {
    const asker = { personId: me.personId, name: me.name, roles: ['seller'] as const, entity, scope: me.scope }
    const tools = toolsFor(asker)
    expect(tools.map(({ name }) => name).toSorted()).toEqual(Object.keys(MISUSE).toSorted())
    for (const tool of tools) {
      for (const id of ALPHA.ids) {
        const context = { asker, at: AT, page: `/sellers/${id}`, said: id }
        const told = await tool.run(context, MISUSE[tool.name]?.(id)).then(textOf, (error: unknown) => `${error}`)
        expectNothingOfAlpha(told, [id, 'text alpha'])
      }
    }
  })
})
