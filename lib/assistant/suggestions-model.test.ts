import { expect, test } from 'vitest'
import { readQuestion } from './grammar/read-question.ts'
import { NAMES, NOW } from './grammar/testing-names.ts'
import { suggestionsFor } from './suggestions-model.ts'

const PAGES = [
  '/',
  '/sellers/sel_1',
  '/payouts',
  '/settlements',
  '/variances',
  '/contracts',
  '/ledger/accounts',
  '/audit',
]

test.each([...new Set(PAGES.flatMap(suggestionsFor))])('"%s" is a question that the analyst reads', (question) => {
  expect(readQuestion(question, { names: NAMES, now: NOW, previous: null })).toMatchObject({
    kind: 'query',
    corrections: [],
  })
})

test('a place has its own questions, below it, too; a place that only begins alike has not', () => {
  expect(suggestionsFor('/payouts/acct_1/po_1')).toEqual(suggestionsFor('/payouts'))
  expect(suggestionsFor('/payouts')).not.toEqual(suggestionsFor('/'))
  expect(suggestionsFor('/sellersx')).toEqual(suggestionsFor('/'))
})
