import { plainDecimal } from '#lib/money/format.ts'
import { firstDay, lastDay, type Month } from '../periods/month-model.ts'
import type { AccountMap } from './account-map.ts'
import type { BatchJournal } from './batch.ts'

/** Who the file is for; numbers as the tax adviser gives them. */
export type DatevClient = {
  readonly consultant: string
  readonly client: string
  /** First day of the fiscal year, `MM-DD`. */
  readonly yearBegins: string
}

/** The first twenty columns of a posting batch (format version 13); what follows is optional and left out, as far as could be read. */
const COLUMNS = [
  'Umsatz (ohne Soll/Haben-Kz)',
  'Soll/Haben-Kennzeichen',
  'WKZ Umsatz',
  'Kurs',
  'Basis-Umsatz',
  'WKZ Basis-Umsatz',
  'Konto',
  'Gegenkonto (ohne BU-Schlüssel)',
  'BU-Schlüssel',
  'Belegdatum',
  'Belegfeld 1',
  'Belegfeld 2',
  'Skonto',
  'Buchungstext',
  'Postensperre',
  'Diverse Adressnummer',
  'Geschäftspartnerbank',
  'Sachverhalt',
  'Zinssperre',
  'Beleglink',
]

type Drawing = {
  readonly journals: readonly BatchJournal[]
  readonly map: AccountMap
  readonly client: DatevClient
  readonly month: Month
  readonly number: number
  readonly currency: string
  readonly at: Date
}

/**
 * A batch as a DATEV posting batch, functional currency alone. Header and record structure, semicolons, CR LF, quoted texts and the
 * decimal comma: developer.datev.de/datev/platform/en/dtvf, …/dtvf/formate/header and …/dtvf/formate/buchungsstapel. A record has an
 * account and a contra account, so each day's debits and credits are paired; not tried against DATEV's own check.
 */
export function datevFile(drawing: Drawing): Uint8Array {
  const { journals, map } = drawing
  const records = journals.flatMap((journal) =>
    pairs(journal).map(({ debit, credit, minor }) => {
      const [, , month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(journal.on) ?? []
      return [
        plainDecimal({ minor, currency: journal.currency }).replace('.', ','),
        quoted('S'),
        quoted(journal.currency),
        '',
        '',
        quoted(''),
        map.of(debit) ?? '',
        map.of(credit) ?? '',
        quoted(''),
        `${day}${month}`,
        quoted(journal.docNumber),
        quoted(''),
        '',
        quoted(journal.memo.slice(0, 60)),
        ...Array.from({ length: COLUMNS.length - 15 }, () => ''),
        quoted(''),
      ]
    }),
  )
  const lines = [header(drawing), COLUMNS, ...records].map((cells) => cells.join(';'))
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1')
}

function header({ client, month, number, currency, map, journals, at }: Drawing): string[] {
  const year = firstDay(month).slice(5) < client.yearBegins ? yearBefore(month) : month.slice(0, 4)
  const lengths = journals.flatMap(({ lines }) => lines.map(({ code }) => (map.of(code) ?? '').length))
  return [
    quoted('EXTF'),
    '700',
    '21',
    quoted('Buchungsstapel'),
    '13',
    at.toISOString().replace(/\D/g, ''),
    '',
    quoted(''),
    quoted(''),
    quoted(''),
    client.consultant,
    client.client,
    `${year}${client.yearBegins.replace('-', '')}`,
    Math.max(4, ...lengths).toString(),
    firstDay(month).replaceAll('-', ''),
    lastDay(month).replaceAll('-', ''),
    quoted(`Batch ${number}`),
    quoted(''),
    '1',
    '0',
    '0',
    quoted(currency),
    '',
    quoted(''),
    '',
    '',
    quoted(''),
    '',
    '',
    quoted(''),
    quoted(''),
  ]
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
const yearBefore = (month: Month) => (BigInt(month.slice(0, 4)) - 1n).toString()

type Pair = {
  debit: BatchJournal['lines'][number]['code']
  credit: BatchJournal['lines'][number]['code']
  minor: bigint
}

/** A balanced journal as pairs of one debit and one credit each, in the order of its lines. */
export function pairs({ lines }: Pick<BatchJournal, 'lines'>): Pair[] {
  const debits = lines.filter(({ minor }) => minor > 0n).map((line) => ({ ...line }))
  const credits = lines.filter(({ minor }) => minor < 0n).map((line) => ({ code: line.code, minor: -line.minor }))
  const found: Pair[] = []
  for (let [debit, credit] = [debits.shift(), credits.shift()]; debit !== undefined && credit !== undefined; ) {
    const minor = debit.minor < credit.minor ? debit.minor : credit.minor
    found.push({ debit: debit.code, credit: credit.code, minor })
    debit.minor -= minor
    credit.minor -= minor
    if (debit.minor === 0n) debit = debits.shift()
    if (credit.minor === 0n) credit = credits.shift()
  }
  return found
}
