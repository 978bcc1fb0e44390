import { expect, test } from 'vitest'
import { ownPath } from './own-path.ts'

test.each([
  '/',
  '/sellers/sel_01',
  '/analytics?metric=refund_rate&period=last+quarter',
  '/payouts/acct_1/po_2#lines',
  '/ledger/accounts/seller_payable:acct_1:USD',
])('%s is a page of ours', (href) => {
  expect(ownPath(href)).toBe(href)
})

test.each([
  'https://evil.example/',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  ' /sellers',
  '/sellers/../../evil',
  '/sellers/./x',
  '/%2e%2e/evil',
  '/%2f%2fevil.example',
  '/%5cevil.example',
  '/sellers//evil.example',
  '/sellers?next=\\\\evil',
  '/sell​ers',
  '/sel‮lers',
  '/api/auth/signout',
  '/API/exports/settlements',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'sellers',
  '',
  null,
  undefined,
])('%j is no page of ours', (href) => {
  expect(ownPath(href)).toBeNull()
})
