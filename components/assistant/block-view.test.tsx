import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Block } from '#lib/assistant/block-model.ts'
import { BlockView } from './block-view.tsx'

const html = (block: Block) => renderToStaticMarkup(<BlockView block={block} />)
const EVIL = 'https://evil.example/?q=1'

const HOSTILE: readonly Block[] = [
  {
    kind: 'metric',
    label: 'x',
    value: { text: '1', raw: '1', href: EVIL },
    change: { text: '2', raw: '2', href: '//evil' },
  },
  {
    kind: 'table',
    title: '<script>alert(1)</script>',
    columns: [{ id: 'a', label: '<img src=x onerror=alert(1)>', align: 'left' }],
    rows: [
      { href: EVIL, cells: [{ text: '<b>bold</b>', raw: null }] },
      { href: null, cells: [{ text: '![x](https://evil.example/p.png)', raw: null, href: 'javascript:alert(1)' }] },
    ],
    found: 2,
  },
  { kind: 'entities', noun: 'seller', items: [{ label: 'x', detail: 'y', href: 'data:text/html,x' }], found: 1 },
  { kind: 'proposal', proposalId: 'prp_1', title: 't', effect: 'e', total: { text: '1', raw: '1' }, href: '/\\evil' },
  { kind: 'passage', source: 's', text: '<iframe src=//evil></iframe>', href: '/../evil' },
  { kind: 'draft', to: 'x', subject: 's', body: '<style>*{}</style> [x](https://evil.example)' },
  { kind: 'notice', tone: 'warn', text: '<a href="https://evil.example">x</a>' },
]

test.each(HOSTILE.map((block) => [block.kind, block] as const))('%s: what others wrote is words', (_, block) => {
  expect(html(block)).not.toMatch(/<(?:a|script|img|iframe|style|b)\b/)
})

test('a row leads to what it is about, and a list that goes on says so', () => {
  const drawn = html({
    kind: 'table',
    title: 'Refunds',
    columns: [{ id: 'a', label: 'Seller', align: 'left' }],
    rows: Array.from({ length: 20 }, (_, at) => ({
      href: `/sellers/sel_${at}`,
      cells: [{ text: `Seller ${at}`, raw: null }],
    })),
    found: 58,
  })
  expect(drawn).toContain('href="/sellers/sel_0"')
  expect(drawn).not.toContain('sel_10')
  expect(drawn).toContain('Show all 20 rows')
  expect(drawn).toContain('20 of 58 rows')
})
