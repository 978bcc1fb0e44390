import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { ensureEntity } from '#lib/entities/entity.ts'
import { closeDatabase, inRawTransaction, type Scope, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { addContractVersion } from './add-contract-version.ts'
import { createContract } from './create-contract.ts'
import type { ContractTerms } from './schema.ts'
import { termsFor } from './terms-for.ts'

const at = new Date('2026-11-20T12:00:00Z')
const terms = (overrides: Partial<ContractTerms> = {}): ContractTerms => ({
  effectiveOn: '2026-01-01',
  rules: [{ percentBps: 2_000 }],
  ...overrides,
})

let scope: Scope
const work = <T>(inside: (tx: Sql) => Promise<T>) => inRawTransaction(scope, inside)
const contract = (sellerId: string, first = terms()) =>
  work((tx) => createContract(tx, { sellerId, name: 'Terms', terms: first, actor: SYSTEM_ACTOR, at }))
const versionOn = async (sellerId: string, on: string) => {
  const found = await work((tx) => termsFor(tx, { sellerId, on }))
  return found === null
    ? null
    : `${found.isDefault ? 'default' : 'own'} ${found.version}: ${found.rules[0]?.percentBps}`
}

beforeAll(async () => {
  const entity = await ensureEntity({
    name: 'Marketplace',
    stripeAccount: 'acct_platform',
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'UTC',
    goLiveAt: null,
    automaticSince: null,
    at,
  })
  scope = SYSTEM(entity)
})
afterAll(closeDatabase)

describe('termsFor', () => {
  test('takes the version whose day came last, the seller’s own before the default', async () => {
    expect(await versionOn('sel_a', '2026-05-01')).toBeNull()
    await contract('')
    expect(await versionOn('sel_a', '2026-05-01')).toBe('default 1: 2000')
    const { contractId } = await contract('sel_a', terms({ effectiveOn: '2026-04-01', rules: [{ percentBps: 1_500 }] }))
    const add = (effectiveOn: string, percentBps: number) =>
      work((tx) =>
        addContractVersion(tx, {
          contractId,
          terms: terms({ effectiveOn, rules: [{ percentBps }] }),
          actor: SYSTEM_ACTOR,
          at,
        }),
      )
    await add('2026-06-01', 1_200)
    await add('2026-06-01', 1_100)

    expect(await versionOn('sel_a', '2026-03-31')).toBe('default 1: 2000')
    expect(await versionOn('sel_a', '2026-04-01')).toBe('own 1: 1500')
    expect(await versionOn('sel_a', '2026-06-01')).toBe('own 3: 1100')
  })
})

describe('a contract', () => {
  test('is made once per seller', async () => {
    await contract('sel_once')
    await expect(contract('sel_once')).rejects.toThrow('has a contract already')
  })

  test.each<[string, Partial<ContractTerms>, string]>([
    ['without rules', { rules: [] }, 'at least one rule'],
    ['with an amount of no currency', { rules: [{ percentBps: 0, fixedMinor: 30n }] }, 'State a currency'],
    ['with an invented currency', { rules: [{ percentBps: 0, fixedMinor: 30n, currency: 'QQQ' }] }, 'ISO 4217'],
    [
      'whose minimum is above its maximum',
      { rules: [{ percentBps: 0, minMinor: 2n, maxMinor: 1n, currency: 'USD' }] },
      'above the maximum',
    ],
  ])('%s is refused', async (_, overrides, sentence) => {
    await expect(contract('sel_bad', terms(overrides))).rejects.toThrow(sentence)
  })

  test('keeps rules in the order they were given, amounts included', async () => {
    const rules = [
      { percentBps: 1_000, category: 'books', fixedMinor: 30n, minMinor: 100n, maxMinor: null, currency: 'USD' },
      { percentBps: 2_000 },
    ]
    await contract('sel_rules', terms({ rules }))
    const found = await work((tx) => termsFor(tx, { sellerId: 'sel_rules', on: '2026-02-01' }))

    expect(found?.rules).toMatchObject([
      { position: 1, category: 'books', fixedMinor: 30n, minMinor: 100n, maxMinor: null, currency: 'USD' },
      { position: 2, percentBps: 2_000, currency: '' },
    ])
  })
})
