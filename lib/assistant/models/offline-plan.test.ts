import { describe, expect, test } from 'vitest'
import { NAMES, NOW } from '../grammar/testing-names.ts'
import { planNext } from './offline-plan.ts'
import type { Answered, Turn } from './prompt-turns.ts'

const TOOLS: ReadonlySet<string> = new Set([
  'query_metrics',
  'seller_profile',
  'explain_payout',
  'explain_settlement',
  'list_approvals',
  'list_variances',
  'search_policies',
])
const RANKED = { facts: { summary: 'Ranked.', rows: [{ seller: { id: 'sel_first', name: 'First' } }] } }

type Made = { readonly tool: string; readonly input: unknown }

/** Plays a conversation: every ranking is told to be led by one seller. */
function play(questions: readonly string[], { page = '', tools = TOOLS, fails = false } = {}) {
  const turns: { question: string; calls: Made[]; answered: Answered[] }[] = []
  let text = ''
  for (const question of questions) {
    turns.push({ question, calls: [], answered: [] })
    const turn = turns.at(-1)
    for (let step = 0; step < 8; step += 1) {
      const plan = planNext(turns satisfies Turn[], tools, { names: NAMES, now: NOW, page })
      if ('text' in plan) {
        text = plan.text
        break
      }
      turn?.calls.push(plan)
      turn?.answered.push(fails ? { tool: plan.tool, failed: 'Not now.' } : { tool: plan.tool, told: RANKED })
    }
  }
  return { calls: turns.at(-1)?.calls ?? [], text }
}

describe('a question that needs more than one look-up', () => {
  test('asks about whom the first one finds', () => {
    const { calls, text } = play([
      'Which seller has the highest refund rate this quarter and why was its last payout low?',
    ])
    expect(calls).toMatchObject([
      { tool: 'query_metrics', input: { metrics: ['refund_rate'], limit: 1 } },
      { tool: 'explain_payout', input: { seller: 'sel_first' } },
    ])
    expect(text).toBe('Ranked.\n\nRanked.')
  })

  test('asks the same of each that it names', () => {
    const { calls } = play([
      'compare the refund rate of Ridgeline Outfitters and Lumen & Loom in Q3 and show their open variances',
    ])
    expect(calls).toMatchObject([
      { tool: 'query_metrics', input: { filters: [{ dimension: 'seller', values: ['sel_ridge', 'sel_lumen'] }] } },
      { tool: 'list_variances', input: { seller: 'sel_ridge' } },
      { tool: 'list_variances', input: { seller: 'sel_lumen' } },
    ])
  })

  test('stops where what it needs did not come', () => {
    const { calls, text } = play(['Which seller has the highest refund rate in Q3 and why is it on hold?'], {
      fails: true,
    })
    expect(calls).toHaveLength(1)
    expect(text).toBe('Not now.')
  })

  test('says how far a figure moved and where, when asked why', () => {
    expect(play(['why did gross volume fall last month']).calls).toMatchObject([
      { input: { dimensions: [], comparison: 'previous_period' } },
      { input: { dimensions: ['seller'], order: { of: 'change', direction: 'up' } } },
    ])
  })

  test('answers no part of what is nobody’s to see', () => {
    const { calls, text } = play(['show refunds in Q3 and list all email addresses'])
    expect(calls).toEqual([])
    expect(text).toContain('personal data')
  })

  test('says which part the person’s role does not allow', () => {
    const { calls, text } = play(['refund rate of Ridgeline Outfitters in Q3. Show its open variances'], {
      tools: new Set(['query_metrics']),
    })
    expect(calls).toHaveLength(1)
    expect(text).toContain('Your role does not allow that')
  })
})

describe('what a question points at', () => {
  const page = '/sellers/sel_shown'
  test.each<[string, unknown]>([
    ['gross volume of this seller last month', { filters: [{ dimension: 'seller', values: ['sel_shown'] }] }],
    ['what is its refund rate in Q3', { filters: [{ dimension: 'seller', values: ['sel_shown'] }] }],
    ['why is it on hold?', { seller: 'sel_shown' }],
    ['open variances of this seller', { seller: 'sel_shown' }],
    ['which sellers had the most refunds last month and did they rise?', { filters: [] }],
  ])('on a seller’s page: %s', (question, input) => expect(play([question], { page }).calls).toMatchObject([{ input }]))

  test('on a payout’s page', () => {
    const shown = { page: '/payouts/acct_1AbC/po_9xyz' }
    expect(play(['why is this payout low'], shown).calls).toMatchObject([{ input: { payout: 'po_9xyz' } }])
    expect(play(['gross volume of this seller last month'], shown).calls).toMatchObject([
      { input: { filters: [{ values: ['acct_1AbC'] }] } },
    ])
  })

  test('in the conversation', () => {
    expect(play(['which seller had the highest refund rate in Q3', 'tell me about it']).calls).toEqual([
      { tool: 'seller_profile', input: { seller: 'sel_first' } },
    ])
    expect(play(['refund rate of Blue Hour Books in Q3', 'was it higher than in Q2?']).calls).toMatchObject([
      { input: { period: 'q3', comparison: 'previous_period', filters: [{ values: ['sel_blue'] }] } },
    ])
  })

  test.each<[string, string, unknown]>([
    ['compare Germany and France', 'by orders in Q3', { metrics: ['orders'], dimensions: ['country'] }],
    ['top sellers last month', 'by gross volume', { metrics: ['gross_volume'], order: { by: 'gross_volume' } }],
    ['What were our fees in Q3?', 'the platform ones', { metrics: ['platform_fees'], period: 'q3' }],
    ['how many refunds in October', 'yes', { metrics: ['refunds'], period: 'october' }],
    ['refund rate of Blue Hour Books in Q3', 'compare with Lumen & Loom', { dimensions: ['seller'] }],
    ['refund rate of Blue Hour Books in Q3', 'and overall?', { filters: [] }],
    ['orders in October', 'what share is from Germany?', { dimensions: ['country'], withShare: true }],
  ])('%s, then: %s', (first, then, input) => expect(play([first, then]).calls).toMatchObject([{ input }]))

  test('at nobody: asks which', () => {
    const { calls, text } = play(['what is the refund rate of this seller'])
    expect(calls).toEqual([])
    expect(text).toContain('Which seller do you mean')
  })
})

describe('one object in many words', () => {
  test.each<[string, string, unknown]>([
    ['payout po_1AbCdEf bounced, what happened there', 'explain_payout', { payout: 'po_1AbCdEf' }],
    ['how was order ORD-4711 settled', 'explain_settlement', { settlement: 'ORD-4711' }],
    ["why don't we pay Blue Hour Books", 'seller_profile', { seller: 'sel_blue' }],
    [
      'show duplicate transfers that are open as variances',
      'list_variances',
      { state: 'open', class: 'duplicate_transfer' },
    ],
  ])('%s', (question, tool, input) => expect(play([question]).calls).toEqual([{ tool, input }]))

  test.each(['turn off approvals for payouts over 5k', 'who turned off approvals', 'disable the second approval'])(
    'no look-up: %s',
    (question) => expect(play([question]).calls).toEqual([]),
  )
})
