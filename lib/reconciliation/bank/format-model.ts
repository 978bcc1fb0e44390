import { unreadableFile } from './statement-model.ts'

export const FORMATS = ['csv', 'camt.053', 'mt940', 'bai2'] as const
export type StatementFormat = (typeof FORMATS)[number]

/** What kind of statement a file is, by how it begins. Refuses what is no text of a bank at all. */
export function detectFormat(head: string): StatementFormat {
  const begin = head.trimStart()
  if (begin === '') throw unreadableFile('The file is empty.')
  if (begin.startsWith('PK')) throw unreadableFile('This is a spreadsheet or an archive. Save the sheet as CSV.')
  if (begin.startsWith('%PDF')) throw unreadableFile('This is a PDF. Ask the bank for CSV, camt.053, MT940 or BAI2.')
  if (begin.startsWith('<')) {
    if (/camt\.05[234]|<(\w+:)?BkToCstmr/.test(begin)) return 'camt.053'
    throw unreadableFile('This is XML, but no statement of ISO 20022 (camt.053).')
  }
  if (begin.startsWith('{1:') || /^:20:/m.test(begin)) return 'mt940'
  if (/^01,[^\n]*\r?\n02,/.test(begin)) return 'bai2'
  return 'csv'
}
