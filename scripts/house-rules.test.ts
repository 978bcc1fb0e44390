import { describe, expect, test } from 'vitest'
import { edgesOf } from './house/import-rules.ts'
import { importsOf } from './house/sources.ts'
import { ownersOf, tableUses } from './house/table-rules.ts'
import { breachesIn, readSources } from './house-rules.ts'

const SCHEMA = {
  path: 'prisma/schema/ledger.prisma',
  text: 'model JournalEntry {\n  id BigInt @id\n  @@map("journal_entry")\n}\nmodel Plain {\n  id Int @id\n}\n',
}
const SOUND = [
  SCHEMA,
  {
    path: 'lib/ledger/store.ts',
    text: "import { x } from '../platform/db.ts'\nconst q = `SELECT 1 FROM journal_entry`\n",
  },
]

/** The breaches that one more file adds to a sound house. */
const breachesOf = (path: string, text: string) => breachesIn([...SOUND, { path, text }])

test('a sound house has no breach', () => {
  expect(breachesIn(SOUND)).toEqual([])
})

test('the rules see this project: its imports and its tables', () => {
  const sources = readSources()
  const owners = ownersOf(sources.filter(({ path }) => path.startsWith('prisma/schema/')))

  expect(edgesOf(sources).length).toBeGreaterThan(100)
  expect(owners.tables.size).toBeGreaterThan(10)
  expect(tableUses(sources, owners).length).toBeGreaterThan(0)
})

test('rules that see nothing are a breach themselves', () => {
  expect(breachesIn([])).toHaveLength(2)
})

describe('a planted breach is seen:', () => {
  test.each<[rule: string, path: string, text: string, breach: RegExp]>([
    ['a higher floor', 'lib/ledger/a.ts', "import { s } from '#lib/settlements/settle.ts'", /stairs only go up/],
    ['a neighbour', 'lib/ledger/a.ts', "import type { s } from '#lib/transfers/adopt.ts'", /stairs only go up/],
    ['a neighbour, relative', 'lib/ledger/a.ts', "export { s } from '../transfers/adopt.ts'", /stairs only go up/],
    ['a neighbour, dynamic', 'lib/ledger/a.ts', "await import('#lib/transfers/adopt.ts')", /stairs only go up/],
    ['a room on no floor', 'lib/gadgets/a.ts', 'export const a = 1', /lib\/gadgets is on no floor/],
    [
      'delivery inside lib',
      'lib/ledger/a.ts',
      "import { a } from '#components/ui/button.tsx'",
      /knows nothing of what uses it/,
    ],
    [
      'the sandbox inside the product',
      'lib/ledger/a.ts',
      "import { a } from '#lib/stripe-sandbox/server.ts'",
      /over HTTP/,
    ],
    [
      'the product inside the sandbox',
      'lib/stripe-sandbox/a.ts',
      "import { a } from '#lib/money/money.ts'",
      /knows nothing/,
    ],
    ['a store in a page', 'app/x/page.tsx', "import { a } from '#lib/ledger/store.ts'", /not a store/],
    [
      'the client in a page',
      'app/x/page.tsx',
      "import { a } from '#prisma/generated/client.ts'",
      /no query and no vendor/,
    ],
    ['another page in a page', 'app/x/page.tsx', "import { a } from '#app/y/table.tsx'", /across folders/],
    ['app in a component', 'components/x/a.tsx', "import { a } from '#app/y/table.tsx'", /not the other way round/],
    [
      'a use-case in a component',
      'components/x/a.tsx',
      "import { a } from '#lib/ledger/post.ts'",
      /of the rest, types/,
    ],
    [
      'a domain word in a primitive',
      'components/ui/a.tsx',
      "import type { a } from '#lib/ledger/model.ts'",
      /primitives/,
    ],
    ['Stripe outside its folder', 'lib/events/a.ts', "import Stripe from 'stripe'", /only lib\/providers\/stripe/],
    ['the driver outside platform', 'lib/events/a.ts', "import pg from 'pg'", /database driver/],
    ['server-only', 'lib/events/a.ts', "import 'server-only'", /breaks worker/],
    [
      'a test tool in the product',
      'lib/events/a.ts',
      "import { a } from '#lib/platform/testing/database.ts'",
      /for tests/,
    ],
    ['a missing extension', 'lib/events/a.ts', "import { a } from './b'", /write the extension/],
    [
      "another room's table written",
      'lib/settlements/a.ts',
      'tx.exec(`INSERT INTO journal_entry VALUES (1)`)',
      /ask that room/,
    ],
    ["a higher room's table read", 'lib/money/a.ts', 'tx.sql(`SELECT * FROM journal_entry`)', /not on a lower floor/],
    ["another room's model written", 'lib/settlements/a.ts', 'tx.prisma.journalEntry.create({})', /ask that room/],
    [
      'an action outside actions.ts',
      'lib/ledger/b.ts',
      "'use server'\nexport const a = defineAction({})",
      /named actions\.ts/,
    ],
    [
      'an action without its wrapper',
      'lib/ledger/actions.ts',
      "'use server'\nexport async function a() {}",
      /is a defineAction/,
    ],
    ['a route without its wrapper', 'app/api/x/route.ts', 'export async function GET() {}', /is a defineRoute/],
    [
      'what reads for operators in the portal',
      'app/(portal)/portal/x/page.tsx',
      "import { a } from '#lib/sellers/get-seller.ts'",
      /functions of a seller actor/,
    ],
    [
      'who is an operator in a component of the portal',
      'components/portal/a.tsx',
      "import { a } from '#lib/access/actor.ts'",
      /functions of a seller actor/,
    ],
    [
      'an operator’s route in the portal',
      'app/api/portal/x/route.ts',
      "export const GET = defineRoute({ permission: 'today.read' })",
      /is a defineSellerRoute/,
    ],
    [
      'an operator’s action for sellers',
      'lib/disputes/seller-actions.ts',
      "'use server'\nexport const a = defineAction({})",
      /is a defineSellerAction/,
    ],
    ['the environment', 'lib/ledger/a.ts', 'const a = process.env.PORT', /env\.ts reads/],
    ['the wall clock', 'lib/ledger/a.ts', 'const a = new Date()', /clock\.ts reads/],
    ['the wall clock in SQL', 'lib/ledger/a.ts', 'tx.sql(`SELECT 1 WHERE at < now()`)', /clock\.ts reads/],
    ['floating point', 'lib/ledger/a.ts', "const a = parseFloat('1.1')", /no floating point/],
    ['an escape from the types', 'lib/ledger/a.ts', '// @ts-expect-error because\n', /no escape/],
    ['a swallowed error', 'lib/ledger/a.ts', 'try { a() } catch {}', /nothing is swallowed/],
    ['a skipped test', 'lib/ledger/a.test.ts', "test.skip('a', () => {})", /every test runs/],
    ['a sleeping test', 'e2e/a.spec.ts', 'await page.waitForTimeout(500)', /every test runs/],
    ['a form of its own', 'components/x/a.tsx', '<form action={send} className="a">', /keeps what was typed/],
    ['a path of one machine', 'docs/a.md', 'see /home/ada/tieout', /no path of one machine/],
    ['a long file', 'lib/ledger/a.ts', 'x\n'.repeat(301), /the limit is 300/],
    ['a drawer', 'lib/ledger/utils.ts', 'export const a = 1', /is a drawer/],
  ])('%s', (_, path, text, breach) => {
    const breaches = breachesOf(path, text)

    expect(breaches.some((sentence) => breach.test(sentence))).toBe(true)
  })
})

describe('what is allowed stays allowed:', () => {
  test.each([
    ['a lower floor', 'lib/settlements/a.ts', "import { a } from '#lib/ledger/post.ts'"],
    ["a lower room's table read", 'lib/settlements/a.ts', 'tx.sql(`SELECT 1 FROM journal_entry`)'],
    ['types of a read in a component', 'components/x/a.tsx', "import type { Row } from '#lib/ledger/list-entries.ts'"],
    ['the sandbox in a test', 'lib/ledger/a.test.ts', "import { startSandbox } from '#lib/stripe-sandbox/server.ts'"],
    ["the product's clock", 'lib/ledger/a.ts', 'const at = clock.now()'],
    [
      'words about code in a comment',
      'lib/ledger/a.ts',
      '// never new Date() here, and no process.env\nexport const a = 1',
    ],
    ['a search', 'components/x/a.tsx', '<form action="/policies" className="a">'],
    ['an open route', 'app/api/webhooks/stripe/route.ts', 'export async function POST() {}'],
  ])('%s', (_, path, text) => {
    expect(breachesOf(path, text)).toEqual([])
  })
})

test('an import of types alone is told from one of values', () => {
  const text =
    "import { type A, type B } from './a.ts'\nimport { type C, d } from './b.ts'\nimport type { E } from './c.ts'\n"

  expect(importsOf({ path: 'lib/x/y.ts', text }).map(({ isTypeOnly }) => isTypeOnly)).toEqual([true, false, true])
})
