import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { envSchema, parseEnv, SANDBOX_KEY } from './env.ts'

describe('parseEnv', () => {
  test('an empty environment is the demo', () => {
    const env = parseEnv({})

    expect(env).toMatchObject({ PORT: 3000, STRIPE_SECRET_KEY: SANDBOX_KEY, isDemo: true, isTestMode: true })
    expect(env.STRIPE_API_BASE).toBe('http://127.0.0.1:12111')
  })

  test('an empty value counts as not set', () => {
    expect(parseEnv({ PORT: '', STRIPE_SECRET_KEY: '' })).toMatchObject({ PORT: 3000, isDemo: true })
  })

  test.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://root@localhost/x'],
    ['STRIPE_SECRET_KEY', 'pk_test_123'],
    ['STRIPE_WEBHOOK_SECRET', 'whsec_a,oops'],
    ['NEXTAUTH_SECRET', 'short'],
    ['TIEOUT_DEMO_SCALE', 'huge'],
    ['OIDC_ROLES', 'finance'],
    ['OIDC_ROLES', 'finance=king'],
  ])('a wrong %s (%s) is named in one sentence', (name, value) => {
    expect(() => parseEnv({ [name]: value })).toThrow(new RegExp(`^${name} is not usable: [^\\n]+\\.$`))
  })

  test('an identity provider is set up whole or not at all', () => {
    const company = { OIDC_ISSUER: 'https://id.example.com', OIDC_CLIENT_ID: 'tieout' }
    expect(() => parseEnv(company)).toThrow('OIDC_CLIENT_SECRET is missing: OIDC_ISSUER cannot do without it.')
    const env = parseEnv({ ...company, OIDC_CLIENT_SECRET: 's', OIDC_ROLES: 'a b = operator,c=admin' })
    expect(env.OIDC_ROLES).toEqual([
      ['a b', 'operator'],
      ['c', 'admin'],
    ])
  })

  test('several webhook secrets are a list', () => {
    expect(parseEnv({ STRIPE_WEBHOOK_SECRET: 'whsec_a, whsec_b,' }).STRIPE_WEBHOOK_SECRET).toEqual([
      'whsec_a',
      'whsec_b',
    ])
  })

  test('a real key needs a sign-in secret of its own and talks to Stripe', () => {
    expect(() => parseEnv({ STRIPE_SECRET_KEY: 'sk_live_1' })).toThrow('NEXTAUTH_SECRET is missing')
    const env = parseEnv({ STRIPE_SECRET_KEY: 'sk_live_1', NEXTAUTH_SECRET: 'x'.repeat(32) })

    expect(env).toMatchObject({ isDemo: false, isTestMode: false, STRIPE_API_BASE: undefined })
  })

  test('a live key keeps passwords as hard to guess as they should be', () => {
    const live = { STRIPE_SECRET_KEY: 'sk_live_1', NEXTAUTH_SECRET: 'x'.repeat(32) }
    expect(parseEnv(live).TIEOUT_PASSWORD_COST).toBe(16)
    expect(() => parseEnv({ ...live, TIEOUT_PASSWORD_COST: '15' })).toThrow('TIEOUT_PASSWORD_COST is not usable')
  })

  test('the app logs in as a role of its own with a password only the owner can work out', () => {
    const url = new URL(parseEnv({ DATABASE_URL: 'postgresql://owner:pw@db:5433/books' }).DATABASE_APP_URL ?? '')

    expect(url.username).toBe('books_login')
    expect(`${url.host}${url.pathname}`).toBe('db:5433/books')
    expect(url.password).not.toContain('pw')
  })
})

test('.env.example names exactly the variables the product reads', () => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
  const named = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name)

  expect(named.sort()).toEqual(Object.keys(envSchema.shape).sort())
})

test('prices and budgets are read as dollars without losing a millionth', () => {
  const read = (text: string) => parseEnv({ TIEOUT_ASSISTANT_BUDGET: text }).TIEOUT_ASSISTANT_BUDGET
  expect(['5', '2.50', '0.000001', '0'].map(read)).toEqual([5_000_000n, 2_500_000n, 1n, 0n])
  expect(() => read('five')).toThrow('TIEOUT_ASSISTANT_BUDGET is not usable: must be US dollars such as 2.50.')
})
