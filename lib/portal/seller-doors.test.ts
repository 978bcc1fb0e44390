import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { defineSellerRoute } from '#lib/access/define-seller-route.ts'
import type { SellerActor } from '#lib/access/seller-actor.ts'
import { SELLER_PERMISSIONS, SELLER_ROLES, type SellerPermission, type SellerRole } from '#lib/access/seller-model.ts'

const visitor = vi.hoisted((): { actor: unknown } => ({ actor: null }))
vi.mock('#lib/access/seller-actor.ts', () => ({ currentSeller: async () => visitor.actor }))

const ROOT = join(import.meta.dirname, '../..')
const filesOf = async (...patterns: string[]) =>
  (await Promise.all(patterns.map((pattern) => Array.fromAsync(glob(pattern, { cwd: ROOT }))))).flat().sort()
const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8')

const PAGES = await filesOf('app/(portal)/**/page.tsx')
const ROUTES = await filesOf('app/api/portal/**/route.ts', 'app/(portal)/**/route.ts')
const ACTIONS = await filesOf('lib/**/seller-actions.ts')
const READS = (await filesOf('lib/portal/*.ts')).filter((path) => !/\.test\.|-actions\.ts$/.test(path))

const isPermission = (name: string): name is SellerPermission => Object.hasOwn(SELLER_PERMISSIONS, name)
const namesAfter = (word: RegExp, text: string) =>
  [...text.matchAll(new RegExp(`${word.source}'([^']*)'`, 'g'))].map(([, name = '']) => name)

type Visitor = Pick<SellerActor, 'role' | 'viewedBy' | 'sellerId'>
const somebody = (role: SellerRole, viewedBy: string | null = null): Visitor => ({
  role,
  viewedBy,
  sellerId: 'sel_doors',
})

afterEach(() => {
  visitor.actor = null
})

describe('pages', () => {
  test.each(PAGES)('%s asks who it is before anything else', (path) => {
    const text = textOf(path)
    const body = text.slice(text.indexOf('export default async function'))
    expect(body.match(/await [^\n]*/)?.[0]).toMatch(/^await requireSeller\(/)
    expect(namesAfter(/requireSeller\(/, text).every(isPermission)).toBe(true)
  })

  test('stand behind a layout that asks, too', () => {
    expect(textOf('app/(portal)/portal/layout.tsx')).toContain('await requireSeller()')
  })
})

describe('routes', () => {
  test.each(ROUTES)('%s is a defineSellerRoute of a known permission, or open with a reason', (path) => {
    const text = textOf(path)
    const doors = text.match(/^export const [A-Z]+ = defineSellerRoute\(\{/gm) ?? []
    const names = namesAfter(/\n {2}permission: /, text)
    const reasons = text.match(/\n {2}public: '[^']{20,}'/g) ?? []
    expect(text.match(/^export (?!type)/gm)).toHaveLength(doors.length)
    expect(names.length + reasons.length).toBe(doors.length)
    expect(names.every(isPermission)).toBe(true)
  })

  const answerOf = async (method: string, permission: SellerPermission) => {
    const door = defineSellerRoute({ permission, run: async () => new Response('in') })
    return (await door(new Request('http://localhost/api/portal/x', { method }), { params: Promise.resolve({}) }))
      .status
  }

  test('refuse nobody with 401, the wrong role with 403, and whoever only looks when they send something', async () => {
    expect(await answerOf('GET', 'portal.read')).toBe(401)
    visitor.actor = somebody('viewer')
    expect([await answerOf('GET', 'portal.read'), await answerOf('GET', 'portal.people')]).toEqual([200, 403])
    visitor.actor = somebody('viewer', 'Olu')
    expect([await answerOf('GET', 'portal.read'), await answerOf('POST', 'portal.ask')]).toEqual([200, 403])
  })
})

type Action = (raw: unknown) => Promise<{ readonly refusal?: { readonly code: string } }>

const doors = (
  await Promise.all(
    ACTIONS.map(async (path) => {
      const text = textOf(path)
      const exported: Record<string, Action> = await import(/* @vite-ignore */ join(ROOT, path))
      return Object.entries(exported).map(([name, action]) => {
        const [permission = ''] = namesAfter(
          /permission: /,
          text.slice(text.indexOf(`const ${name} = defineSellerAction(`)),
        )
        if (!isPermission(permission)) throw new Error(`${path}: ${name} names no known permission`)
        return { name, permission, action }
      })
    }),
  )
).flat()

describe.each(doors)('$name asks $permission:', ({ permission, action }) => {
  /** Input that no action takes: who gets so far that it is looked at is told so. */
  const codeFor = async (who: Visitor | null) => {
    visitor.actor = who
    return (await action('not an object')).refusal?.code
  }

  test('nobody, and whoever only looks as the seller, are refused before input is looked at', async () => {
    expect(await codeFor(null)).toBe('access.signed_out')
    for (const role of SELLER_ROLES) expect(await codeFor(somebody(role, 'Olu'))).toBe('access.only_looking')
  })

  test.each(SELLER_ROLES)('%s is let through exactly when the permission says so', async (role) => {
    const holders: readonly SellerRole[] = SELLER_PERMISSIONS[permission]
    expect(await codeFor(somebody(role))).toBe(holders.includes(role) ? 'input.invalid' : 'access.not_allowed')
  })
})

/** What works for nobody in particular, for the platform's people, or before there is a person. */
const NOT_FOR_SELLERS: Readonly<Record<string, string>> = {
  'lib/portal/look-as-seller.ts': 'the platform’s people begin and end it',
  'lib/portal/invite-owner.ts': 'the platform’s people begin it',
  'lib/portal/ensure-demo-sellers.ts': 'makes the demo’s people',
  'lib/portal/send-sign-in-link.ts': 'whoever asks is not signed in yet',
}

test('every function of the portal that reaches the database takes the seller’s person first', () => {
  const reaching = READS.filter(
    (path) => /^import \{[^}]*\} from '#lib\/platform\/db\.ts'/m.test(textOf(path)) && !(path in NOT_FOR_SELLERS),
  )
  expect(reaching.length).toBeGreaterThan(8)
  for (const path of reaching) {
    const exported = [
      ...textOf(path).matchAll(/^export (?:async )?(?:function\*? \w+\(|const \w+ = [^\n]*\()([\s\S]{0,60})/gm),
    ]
    for (const [, parameters = ''] of exported)
      expect({ path, parameters }).toMatchObject({ path, parameters: expect.stringMatching(/SellerActor/) })
  }
})

test('what other rooms do for sellers knows no operator', async () => {
  for (const path of await filesOf('lib/**/for-seller.ts')) {
    expect(textOf(path)).toContain("import type { SellerActor } from '#lib/access/seller-actor.ts'")
    expect(textOf(path)).not.toMatch(/#lib\/access\/actor\.ts/)
  }
})

test('has no permission that nothing asks for', () => {
  const asked = [...PAGES, ...ROUTES, ...ACTIONS].map(textOf).join('\n')
  expect(Object.keys(SELLER_PERMISSIONS).filter((name) => !asked.includes(`'${name}'`))).toEqual([])
})
