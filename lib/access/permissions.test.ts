import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Entity } from '#lib/entities/entity.ts'
import type { Actor } from './actor.ts'
import { defineRoute } from './define-route.ts'
import { holds, PERMISSIONS, type Permission, ROLES, type Role } from './permissions.ts'

const visitor = vi.hoisted((): { actor: unknown } => ({ actor: null }))
vi.mock('#lib/access/actor.ts', async () => {
  const { holds: asked } = await import('./permissions.ts')
  return {
    currentActor: async () => visitor.actor,
    can: (actor: { roles: readonly Role[] }, permission: Permission) => asked(actor.roles, permission),
  }
})

const ROOT = join(import.meta.dirname, '../..')
const filesOf = async (pattern: string) => (await Array.fromAsync(glob(pattern, { cwd: ROOT }))).sort()
const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8')

/** The portal has doors of its own: seller-doors.test.ts walks them. */
const isOfPortal = (path: string) => /^app\/(\(portal\)|\(auth\)\/portal|api\/portal)\//.test(path)
const PAGES = (await filesOf('app/**/page.tsx')).filter((path) => !isOfPortal(path))
const ROUTES = (await filesOf('app/**/route.ts')).filter((path) => !isOfPortal(path))
const ACTION_FILES = await filesOf('lib/**/actions.ts')

/** Pages that people see before they are signed in. */
const OPEN_PAGES: Readonly<Record<string, string>> = {
  'app/(auth)/sign-in/page.tsx': 'the way in',
  'app/(auth)/verify/page.tsx':
    'code and amount of a statement are the proof, and all it answers is whether they belong together',
  'app/(auth)/unsubscribe/[token]/page.tsx':
    'the signed token in the address is the proof, and looking changes nothing',
  'app/(auth)/set-up/[token]/page.tsx': 'the one-time token in the address is the proof',
}
/** Routes that answer without a person, and what stands in for one. */
const OPEN_ROUTES: Readonly<Record<string, string>> = {
  'app/api/auth/[...nextauth]/route.ts': 'the way in',
  'app/api/health/route.ts': 'says only that the process lives',
  'app/api/ready/route.ts': 'says only whether the product is ready',
  'app/api/webhooks/stripe/route.ts': 'the signature over the body is the proof',
  'app/api/webhooks/tickets/route.ts': 'the signature over the body is the proof',
}

const ENTITY: Entity = {
  id: 'ent_doors',
  name: 'Marketplace',
  stripeAccount: 'acct_doors',
  livemode: false,
  functionalCurrency: 'USD',
  bookTimeZone: 'UTC',
  goLiveAt: null,
  automaticSince: null,
  pausedAt: null,
  metadataKeys: { seller: 'seller', commissionBps: 'commission_bps', category: 'category', orderId: 'order_id' },
}
const somebody = (...roles: Role[]): Actor => ({
  personId: 'per_doors',
  email: 'somebody@example.test',
  name: 'Somebody',
  roles,
  sellerId: null,
  entity: ENTITY,
  scope: { entityId: ENTITY.id, livemode: false, actor: 'per_doors' },
  requestId: 'req_doors',
})

const isPermission = (name: string): name is Permission => Object.hasOwn(PERMISSIONS, name)

/** The permission names that follow a word in a source: `requirePermission('…')`, `permission: '…'`. */
const namesAfter = (word: RegExp, text: string) =>
  [...text.matchAll(new RegExp(`${word.source}'([^']*)'`, 'g'))].map(([, name = '']) => name)

afterEach(() => {
  visitor.actor = null
})

describe('pages', () => {
  test('are found, and the open ones exist', () => {
    expect(PAGES.length).toBeGreaterThan(15)
    expect(PAGES).toEqual(expect.arrayContaining(Object.keys(OPEN_PAGES)))
  })

  test.each(PAGES.filter((path) => !(path in OPEN_PAGES)))('%s asks for a permission before anything else', (path) => {
    const text = textOf(path)
    expect(path.startsWith('app/(console)/')).toBe(true)
    const body = text.slice(text.indexOf('export default async function'))
    const [first] = body.match(/await [^\n]*/) ?? []
    const [name = ''] = namesAfter(/requirePermission\(/, body)
    expect(isPermission(name)).toBe(true)
    expect(first).toContain(`requirePermission('${name}')`)
  })

  test('of the console stand behind a layout that asks who it is', () => {
    expect(textOf('app/(console)/layout.tsx')).toContain('await requireActor()')
  })
})

describe('routes', () => {
  test('are found, and the open ones exist', () => {
    expect(ROUTES.length).toBeGreaterThan(10)
    expect(ROUTES).toEqual(expect.arrayContaining(Object.keys(OPEN_ROUTES)))
  })

  test.each(ROUTES.filter((path) => !(path in OPEN_ROUTES)))('%s is a defineRoute of a known permission', (path) => {
    const text = textOf(path)
    const doors = text.match(/^export const [A-Z]+ = defineRoute\(\{/gm) ?? []
    const names = namesAfter(/\n {2}permission: /, text)
    const reasons = text.match(/\n {2}public: '[^']{20,}'/g) ?? []
    expect(text.match(/^export (?!type)/gm)).toHaveLength(doors.length)
    expect(names.length + reasons.length).toBe(doors.length)
    expect(names.every(isPermission)).toBe(true)
  })

  const answerOf = async (permission: Permission) => {
    const door = defineRoute({ permission, run: async () => new Response('in') })
    return (await door(new Request('http://localhost/api/x'), { params: Promise.resolve({}) })).status
  }

  test('are refused to nobody with 401, and to the wrong role with 403', async () => {
    expect(await answerOf('people.manage')).toBe(401)
    visitor.actor = somebody('analyst')
    expect(await answerOf('people.manage')).toBe(403)
    visitor.actor = somebody('admin')
    expect(await answerOf('people.manage')).toBe(200)
  })
})

type Reply = { readonly ok: boolean; readonly refusal?: { readonly code: string } }
type Action = (raw: unknown) => Promise<Reply>
type Door = { readonly name: string; readonly permission: Permission; readonly action: Action }

/** Every exported action with the permission its source names. */
async function doors(): Promise<Door[]> {
  const found = await Promise.all(
    ACTION_FILES.map(async (path) => {
      const exported: Record<string, Action> = await import(/* @vite-ignore */ join(ROOT, path))
      const text = textOf(path)
      return Object.entries(exported).map(([name, action]) => {
        const [permission = ''] = namesAfter(
          /permission: /,
          text.slice(text.indexOf(`export const ${name} = defineAction(`)),
        )
        if (!isPermission(permission)) throw new Error(`${path}: ${name} names no known permission`)
        return { name, permission, action }
      })
    }),
  )
  return found.flat()
}

const DOORS = await doors()
const codeOf = async ({ action }: Door, raw: unknown) => (await action(raw)).refusal?.code

/** Input that no action accepts, and that says so when it is looked at. */
const unusable = () => {
  const seen = { looked: false }
  const raw = new Proxy(
    {},
    {
      get: () => {
        seen.looked = true
        return Symbol('unusable')
      },
      ownKeys: () => {
        seen.looked = true
        return ['unusable']
      },
      getOwnPropertyDescriptor: () => ({ value: Symbol('unusable'), enumerable: true, configurable: true }),
    },
  )
  return { raw, seen }
}

describe('actions', () => {
  test('would be seen looking at their input', () => {
    const { raw, seen } = unusable()
    expect(z.object({ proposalId: z.string() }).safeParse(raw).success).toBe(false)
    expect(seen.looked).toBe(true)
  })

  test('are all found: each export of each actions.ts is a defineAction', () => {
    const written = ACTION_FILES.flatMap((path) => textOf(path).match(/^export (?!type).*/gm) ?? [])
    expect(written.every((line) => /^export const \w+ = defineAction\(\{$/.test(line))).toBe(true)
    expect(DOORS).toHaveLength(written.length)
    expect(DOORS.length).toBeGreaterThan(15)
  })

  test.each(DOORS)('$name is refused to whoever is not signed in', async (door) => {
    const { raw, seen } = unusable()
    expect(await codeOf(door, raw)).toBe('access.signed_out')
    expect(seen.looked).toBe(false)
  })

  describe.each(DOORS)('$name asks $permission:', (door) => {
    const allowed: readonly Role[] = PERMISSIONS[door.permission]

    test.each(ROLES.filter((role) => !allowed.includes(role)))(
      '%s is refused before input is looked at',
      async (role) => {
        visitor.actor = somebody(role)
        const { raw, seen } = unusable()
        expect(await codeOf(door, raw)).toBe('access.not_allowed')
        expect(seen.looked).toBe(false)
      },
    )

    test.each(allowed)('%s is let through to the input', async (role) => {
      visitor.actor = somebody(role)
      expect(await codeOf(door, 'not an object')).toBe('input.invalid')
    })
  })
})

describe('the table', () => {
  test('gives every permission to somebody, and none to a seller’s people', () => {
    for (const roles of Object.values<readonly Role[]>(PERMISSIONS)) {
      expect(roles.length).toBeGreaterThan(0)
      expect(roles).not.toContain('seller')
    }
  })

  test.each(ROLES)('answers for %s what it says, alone and beside another role', (role) => {
    for (const [name, roles] of Object.entries<readonly Role[]>(PERMISSIONS)) {
      if (!isPermission(name)) throw new Error(name)
      expect(holds([role], name)).toBe(roles.includes(role))
      expect(holds([role, 'seller'], name)).toBe(roles.includes(role))
    }
  })

  test('nobody without a role holds anything', () => {
    expect(Object.keys(PERMISSIONS).filter((name) => isPermission(name) && holds([], name))).toEqual([])
  })

  test('who decides does not ask: the person that keeps the books and its people approves nothing', () => {
    expect(holds(['admin', 'operator', 'analyst'], 'approvals.decide')).toBe(false)
    expect(holds(['approver'], 'people.manage') || holds(['approver'], 'settings.manage')).toBe(false)
  })

  const heldBy = (role: Role) => Object.keys(PERMISSIONS).filter((name) => isPermission(name) && holds([role], name))
  const doing = (role: Role) =>
    heldBy(role).filter((name) => !name.endsWith('.read') && name !== 'self.manage' && name !== 'assistant.ask')

  test('lets auditors and analysts read everything that is read, and do nothing', () => {
    expect(doing('auditor')).toEqual([])
    expect(doing('analyst')).toEqual([])
    expect(heldBy('auditor')).toEqual(heldBy('analyst'))
    expect(heldBy('auditor')).toEqual(expect.arrayContaining(['audit.read', 'ledger.read', 'exports.read']))
  })

  test('gives support tickets, the inbox and no button that moves money, and treasury none that releases any', () => {
    expect(doing('support')).toEqual([
      'tickets.work',
      'inbox.work',
      'payouts.explain',
      'sellers.view_as',
      'health.work',
    ])
    const releasing: readonly Permission[] = [
      'approvals.decide',
      'approvals.retry',
      'transfers.reverse',
      'sellers.hold',
      'people.manage',
      'settings.manage',
    ]
    expect(releasing.filter((name) => holds(['treasury'], name))).toEqual([])
    expect(heldBy('treasury')).toEqual(expect.arrayContaining(heldBy('analyst')))
  })

  test('has no permission that nothing asks for', () => {
    const asked = [...PAGES, ...ROUTES, ...ACTION_FILES].map(textOf).join('\n')
    expect(Object.keys(PERMISSIONS).filter((name) => !asked.includes(`'${name}'`))).toEqual([])
  })
})
