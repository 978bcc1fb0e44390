import { describe, expect, test } from 'vitest'
import { NAMES, NOW } from './grammar/testing-names.ts'
import { planNext } from './models/offline-plan.ts'
import { suggestionsFor } from './suggestions-model.ts'
import { toolNames } from './tools/registry.ts'

const PAGES = [
  '/',
  '/approvals',
  '/variances/var_1',
  '/tickets',
  '/settlements',
  '/settlements/stl_1',
  '/runs',
  '/adjustments',
  '/payouts',
  '/payouts/acct_1/po_1',
  '/bank',
  '/disputes',
  '/ledger/accounts',
  '/close',
  '/sellers',
  '/sellers/sel_1',
  '/health',
  '/forecast',
  '/contracts',
  '/policies',
  '/audit',
]
const TOOLS = new Set(toolNames())

describe.each(PAGES)('on %s', (page) => {
  test.each(suggestionsFor(page))('"%s" is a question that the analyst looks up', (question) => {
    const plan = planNext([{ question, calls: [], answered: [] }], TOOLS, { names: NAMES, now: NOW, page })
    expect(plan).toHaveProperty('tool')
  })
})

test.each([
  ['/payouts/acct_1/po_1', 'explain_payout', { payout: 'po_1' }],
  ['/settlements/stl_1', 'explain_settlement', { settlement: 'stl_1' }],
  ['/sellers/sel_1', 'seller_profile', { seller: 'sel_1' }],
  ['/approvals', 'list_approvals', { state: 'needs_approval' }],
  ['/variances', 'list_variances', { state: 'open' }],
  ['/close', 'reconciliation_status', {}],
])('the first question on %s is about what is shown there', (page, tool, input) => {
  const [question = ''] = suggestionsFor(page)
  const around = { names: NAMES, now: NOW, page }
  expect(planNext([{ question, calls: [], answered: [] }], TOOLS, around)).toEqual({ tool, input })
})

test('a place has its own questions, below it, too; a place that only begins alike has not', () => {
  expect(suggestionsFor('/payouts/failed')).toEqual(suggestionsFor('/payouts'))
  expect(suggestionsFor('/payouts')).not.toEqual(suggestionsFor('/'))
  expect(suggestionsFor('/sellersx')).toEqual(suggestionsFor('/'))
})
