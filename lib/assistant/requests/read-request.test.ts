import { describe, expect, test } from 'vitest'
import { NAMES, NOW } from '../grammar/testing-names.ts'
import { readRequest, withReason } from './read-request.ts'

const VARIANCE = 'var_01m7yvdmg6sjakrrc5sk8pnqgm'
const read = (question: string, page = '') => {
  const request = readRequest(question, { names: NAMES, now: NOW, page })
  if (request === null) return null
  return request.kind === 'say' ? request.text : [request.tool, request.input]
}

describe('looks things up', () => {
  test.each<[string, string, unknown]>([
    ['explain payout po_1QxYz', 'explain_payout', { payout: 'po_1QxYz' }],
    ['Why is po_1QxYz short?', 'explain_payout', { payout: 'po_1QxYz' }],
    ['explain settlement stl_01abcd', 'explain_settlement', { settlement: 'stl_01abcd' }],
    ['how was ch_3Qabc split', 'explain_settlement', { settlement: 'ch_3Qabc' }],
    ['explain invoice INV-0042', 'explain_settlement', { settlement: 'INV-0042' }],
    ['forecast our balance for the next 60 days', 'forecast', { days: 60 }],
    ['what will refunds be next month?', 'forecast', { kind: 'refunds' }],
    ['forecast gross volume for next quarter in EUR', 'forecast', { kind: 'sales', days: 90, currency: 'EUR' }],
    ['cash forecast', 'forecast', {}],
    ['what waits for approval', 'list_approvals', { state: 'needs_approval' }],
    ['Anything waiting for my approval?', 'list_approvals', { state: 'needs_approval' }],
    ['show rejected proposals', 'list_approvals', { state: 'rejected' }],
    ['which transfers need approval', 'list_approvals', { state: 'needs_approval', kind: 'transfer.create' }],
    ['which variances are open over 100 EUR', 'list_variances', { state: 'open', currency: 'EUR', atLeast: '100' }],
    ['show discrepancies above €1,250.50', 'list_variances', { state: 'open', currency: 'EUR', atLeast: '1250.50' }],
    ['explained variances of Ridgeline', 'list_variances', { state: 'explained', seller: 'sel_ridge' }],
    ['do the books tie out?', 'reconciliation_status', {}],
    ['how is the reconciliation going', 'reconciliation_status', {}],
    ['which sellers are on hold', 'find_sellers', { standing: 'held' }],
    ['list restricted sellers', 'find_sellers', { standing: 'restricted' }],
    ['find seller nordic', 'find_sellers', { name: 'nordic' }],
    ['tell me about Ridgeline Outfitters', 'seller_profile', { seller: 'sel_ridge' }],
    ['what do we owe Lumen & Loom?', 'seller_profile', { seller: 'sel_lumen' }],
    ['Is Blue Hour Books held?', 'seller_profile', { seller: 'sel_blue' }],
    ['what is our policy on chargebacks', 'search_policies', { words: 'what is our policy on chargebacks' }],
    ['how do I release a hold', 'search_policies', { words: 'how do I release a hold' }],
    ['what does net volume mean?', 'search_policies', { words: 'what does net volume mean?' }],
    ['how is take rate calculated', 'search_policies', { words: 'how is take rate calculated' }],
    ['what was the last payout of Lumen & Loom?', 'explain_payout', { seller: 'sel_lumen' }],
    ["why hasn't Ridgeline been paid?", 'seller_profile', { seller: 'sel_ridge' }],
    ["what's the status of Sakura Ceramics", 'seller_profile', { seller: 'sel_sakura' }],
    ['who is restricted?', 'find_sellers', { standing: 'restricted' }],
    ['does everything add up?', 'reconciliation_status', {}],
    ['how do we refund an order', 'search_policies', { words: 'how do we refund an order' }],
  ])('%s', (question, tool, input) => expect(read(question)).toEqual([tool, input]))

  test.each<[string, string]>([
    ['explian payot po_1QxYz', 'explain_payout'],
    ['what is waitng for aproval', 'list_approvals'],
    ['open varainces over 20 USD', 'list_variances'],
    ['is the reconcilation fine', 'reconciliation_status'],
  ])('when mistyped: %s', (question, tool) => expect(read(question)?.[0]).toBe(tool))

  test('by what the page shows', () => {
    expect(read('explain this payout', '/payouts/acct_1/po_9')).toEqual(['explain_payout', { payout: 'po_9' }])
    expect(read('explain this settlement', '/settlements/stl_9')).toEqual([
      'explain_settlement',
      { settlement: 'stl_9' },
    ])
    expect(read('why is it held?', '/sellers/sel_ridge')).toEqual(['seller_profile', { seller: 'sel_ridge' }])
    expect(read('explain this payout')).toBeNull()
  })

  test('narrows a list by nothing that it cannot', () => {
    expect(read('variances older than 30 days')).toContain('not by day')
    expect(read('variances under 100 EUR')).toContain('not by day')
  })

  test.each(['cancel the payout po_123', 'mark all variances as resolved', 'lift the hold on Ridgeline'])(
    'shows nothing where a deed is asked for: %s',
    (question) => expect(read(question)).toBeNull(),
  )

  test('adds nothing up that it only lists', () => {
    expect(read('variances by month')).toContain('do not add them up')
  })
})

describe('proposes', () => {
  test.each<[string, string, unknown]>([
    [
      'hold Ridgeline because its documents are missing',
      'propose_hold',
      { seller: 'sel_ridge', reason: 'its documents are missing' },
    ],
    [
      'please put Sakura Ceramics on hold: chargebacks rise.',
      'propose_hold',
      { seller: 'sel_sakura', reason: 'chargebacks rise' },
    ],
    [
      'credit Lumen & Loom 50 EUR because the parcel was lost',
      'propose_adjustment',
      { seller: 'sel_lumen', direction: 'to_seller', amount: '50', currency: 'EUR', reason: 'the parcel was lost' },
    ],
    [
      'charge Blue Hour Books $1,020.50 for shipping labels',
      'propose_adjustment',
      { seller: 'sel_blue', direction: 'from_seller', amount: '1020.50', currency: 'USD', reason: 'shipping labels' },
    ],
    [
      `write off ${VARIANCE} because the bank kept its charge`,
      'propose_variance_resolution',
      { variance: VARIANCE, way: 'write_off', reason: 'the bank kept its charge' },
    ],
  ])('%s', (question, tool, input) => expect(read(question)).toEqual([tool, input]))

  test('asks for what is missing, and takes it in the next turn', () => {
    expect(read('hold Ridgeline')).toContain('Why should it be held?')
    expect(read('hold the seller because I say so')).toContain('Which seller')
    expect(read('credit Lumen 50 because it was late')).toContain('In which currency?')
    const around = { names: NAMES, now: NOW, page: '' }
    expect(withReason('hold Ridgeline', 'documents are missing', around)).toMatchObject({
      tool: 'propose_hold',
      input: { seller: 'sel_ridge', reason: 'documents are missing' },
    })
    expect(withReason('hold Ridgeline', 'what waits for approval', around)).toBeNull()
  })

  test.each(['1,50 EUR', '1.000,50 EUR', '-50 EUR', '10 EUR and 20 USD', '50 EUR each', '€12,5', '5% of 100 EUR'])(
    'guesses no amount: %s',
    (amount) => expect(read(`credit Ridgeline ${amount} because it was late`)).toMatch(/^(?:How much|In which)/),
  )

  test('drafts words and sends none', () => {
    expect(read('draft a message to Lumen & Loom about the missing documents')).toMatchObject([
      'draft_message',
      { seller: 'sel_lumen', subject: 'About the missing documents' },
    ])
  })
})

test.each([
  'Which sellers had the highest refund rates last quarter?',
  'Show me sellers whose monthly volume declined but take rate increased',
  'gross volume of Ridgeline last month',
  'refunds by country',
  'and for Germany?',
  'what about Ridgeline',
  'payouts last month',
  'how many payouts failed',
  'pay Ridgeline 500 EUR',
  'refund order 42',
  'what is the approval rate',
  'how do we compare with last month',
  'how do we do on refunds this quarter',
  'who is the best seller',
  'disputes by reason last quarter',
  'processor fees in EUR or USD',
])('leaves to the metrics: %s', (question) => expect(read(question)).toBeNull())
