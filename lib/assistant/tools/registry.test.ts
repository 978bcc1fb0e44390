import { asSchema } from 'ai'
import { describe, expect, test } from 'vitest'
import { ROLES } from '#lib/access/permissions.ts'
import type { Block } from '../block-model.ts'
import { toolsFor } from './registry.ts'

const scope = { entityId: 'ent_1', livemode: false, actor: 'per_1' }
const names = (roles: Parameters<typeof toolsFor>[0]['roles']) => toolsFor({ roles, scope }).map(({ name }) => name)

describe('the registry', () => {
  test('gives nobody without a place in the console a tool', () => {
    expect(names([])).toEqual([])
    expect(names(['seller'])).toEqual([])
  })

  test("gives a seller's own role only tools that its rows bound, whatever roles the person has besides", () => {
    const own = toolsFor({ roles: ['admin', 'seller'], scope: { ...scope, role: 'tieout_seller', sellerId: 'sel_1' } })
    expect(own.map(({ name }) => name)).toEqual(['query_metrics', 'search_policies', 'explain_payout'])
  })

  test('names each tool once, in the form that every provider takes', () => {
    const all = names(ROLES)
    expect(new Set(all).size).toBe(all.length)
    for (const name of all) expect(name).toMatch(/^[a-z][a-z_]{2,40}$/)
  })

  test('describes each input as a JSON schema of an object', async () => {
    for (const { input } of toolsFor({ roles: ROLES, scope }))
      expect(await asSchema(input).jsonSchema).toMatchObject({ type: 'object' })
  })

  test('refuses input that is not the tool’s before anything runs', async () => {
    const asker = { personId: 'per_1', name: 'Ada', roles: ['analyst'], scope } as never
    for (const tool of toolsFor({ roles: ROLES, scope }))
      await expect(tool.run({ asker, at: new Date(0), page: '' }, 'rm -rf')).rejects.toThrow(/expected object/i)
  })

  test('has no tool for what is not kept', () => {
    expect(names(ROLES).filter((name) => /usage|churn|mrr|execute|send/.test(name))).toEqual([])
  })
})

test('a block holds values twice, for people and for files', () => {
  const block: Block = { kind: 'metric', label: 'Refunds', value: { text: '1.00 USD', raw: '100' } }
  expect(JSON.parse(JSON.stringify(block))).toEqual(block)
})
