import { plainDecimal } from '#lib/money/format.ts'
import { chartAccount } from '../chart.ts'
import type { AccountMap } from './account-map.ts'
import type { BatchJournal } from './batch.ts'

/**
 * Columns of a journal entry import. Account, Debit and Credit with their lengths and the two-line, balanced minimum:
 * docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_1534492737.html (line-level fields). The names of the header fields
 * are mapped by whoever imports (section_1534492479.html); not tried against an account.
 */
export const NETSUITE_HEADER = ['External ID', 'Date', 'Currency', 'Memo', 'Account', 'Debit', 'Credit', 'Line Memo']

/** Journals in NetSuite's layout: lines of one journal share its external id. */
export const netsuiteRows = (journals: readonly BatchJournal[], map: AccountMap): string[][] =>
  journals.flatMap(({ docNumber, on, currency, memo, lines }) =>
    lines.map(({ code, minor }) => {
      const size = plainDecimal({ minor: minor < 0n ? -minor : minor, currency })
      const target = map.of(code) ?? ''
      return [
        docNumber,
        on,
        currency,
        memo,
        target,
        minor < 0n ? '' : size,
        minor < 0n ? size : '',
        chartAccount(code).name,
      ]
    }),
  )
