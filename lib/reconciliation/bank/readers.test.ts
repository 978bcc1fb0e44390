import fc from 'fast-check'
import sax from 'sax'
import { describe, expect, test } from 'vitest'
import { Bai2Statement } from './bai2-statement.ts'
import { CamtStatement } from './camt-statement.ts'
import { CsvStatement } from './csv-statement-model.ts'
import { detectFormat } from './format-model.ts'
import { guessMapping } from './guess-mapping-model.ts'
import { Mt940Statement } from './mt940-statement.ts'
import type { StatementLine, StatementPart, StatementReader } from './statement-model.ts'

/** Everything a reader finds, handed to it in pieces of this size. */
function all(reader: StatementReader, text: string, size = text.length): StatementPart[] {
  const parts: StatementPart[] = []
  for (let from = 0; from < text.length; from += size) parts.push(...reader.push(text.slice(from, from + size)))
  return [...parts, ...reader.end()]
}

const linesOf = (parts: readonly StatementPart[]): StatementLine[] =>
  parts.flatMap((part) => (part.kind === 'line' ? [part.line] : []))
const briefly = (parts: readonly StatementPart[]) =>
  linesOf(parts).map(({ bookedOn, amountMinor, currency, reference, bankReference, counterparty }) =>
    [bookedOn, amountMinor, currency, reference, bankReference, counterparty].join('|'),
  )

const csv = (text: string, currency = 'USD', change: object = {}) => {
  const { mapping } = guessMapping(text)
  return () => new CsvStatement({ ...mapping, ...change }, currency)
}

const US =
  'Date,Description,Bank reference,Debit,Credit,Balance,Currency\n' +
  '10/14/2026,STRIPE PAYOUT tr1,FH1,,"1,000.00",1100.00,USD\n' +
  '10/15/2026,"RENT, OCTOBER",FH2,250.5,,849.50,USD\n'
const GERMAN =
  'Umsatzanzeige;Konto 4711\r\n\r\nBuchungstag;Wertstellung;Verwendungszweck;Betrag;Währung\r\n' +
  '14.10.2026;15.10.2026;STRIPE;1.000,00;EUR\r\n16.10.26;16.10.26;Miete;-250,50;EUR\r\n'

describe('CSV', () => {
  test('money in and out side by side, days the American way, a running balance', () => {
    const parts = all(csv(US)(), US)
    expect(briefly(parts)).toEqual([
      '2026-10-14|100000|USD|STRIPE PAYOUT tr1|FH1|',
      '2026-10-15|-25050|USD|RENT, OCTOBER|FH2|',
    ])
    expect(parts.at(-1)).toMatchObject({ kind: 'end', openingMinor: 10_000n, closingMinor: 84_950n })
  })

  test('semicolons, a decimal comma, lines above the header, two-digit years', () => {
    expect(guessMapping(GERMAN).mapping).toMatchObject({ separator: ';', decimal: ',', headerLine: 3 })
    expect(briefly(all(csv(GERMAN, 'EUR')(), GERMAN))).toEqual([
      '2026-10-14|100000|EUR|STRIPE||',
      '2026-10-16|-25050|EUR|Miete||',
    ])
  })

  test('newest first, with a debit or credit mark', () => {
    const text =
      'Booking date,Amount,D/C,Text,Balance\n2026-10-15,2.50,D,Fee,7.50\n2026-10-14,10.00,C,In,10.00\n2026-10-13,,,Nothing,\n'
    const parts = all(csv(text)(), text)
    expect(linesOf(parts).map(({ amountMinor }) => amountMinor)).toEqual([-250n, 1_000n])
    expect(parts.at(-1)).toMatchObject({ openingMinor: 0n, closingMinor: 750n })
    expect(parts).toContainEqual(expect.objectContaining({ skipped: expect.objectContaining({ lineNo: 4 }) }))
  })

  test.each([
    ['half a row', US.slice(0, -12), {}, 'Line 3: It has 5 columns, the header 7: is the file cut off here?'],
    ['half a quote', `${US.slice(0, 62)}10/14/2026,"STRIPE`, {}, 'ends inside a quoted cell that begins on line 2'],
    ['no rows', US.slice(0, 62), {}, 'no rows below its header'],
    ['another separator', US, { separator: ';' }, 'Line 1: It is one single column: is the separator right?'],
    ['a decimal comma', US, { decimal: ',' }, 'Line 2: “1,000.00” is not an amount with a decimal comma'],
    ['another currency', US.replace('USD\n', 'EUR\n'), {}, 'Line 2: It is in EUR, the account is kept in USD.'],
    [
      'a missing line',
      US.replace(/10\/14.*\n/, '10/13/2026,X,FH0,,1.00,100.00,USD\n'),
      {},
      'does not follow from line 2',
    ],
    ['other days', US, { dateFormat: 'DD/MM/YYYY' }, 'Line 2: “10/14/2026” is not a day written as DD/MM/YYYY.'],
    ['other columns', US, { header: ['Day', 'b', 'c', 'd', 'e', 'f', 'g'] }, '“Date” stands where “Day” was'],
  ])('%s is refused by its line', (_, text, change, message) => {
    expect(() => all(csv(US, 'USD', change)(), text)).toThrow(message)
  })

  test('says when days can be read in two ways', () => {
    expect(guessMapping('Date,Amount\n03/04/2026,1.00\n').isDayAmbiguous).toBe(true)
    expect(guessMapping('Date,Amount\n03/14/2026,1.00\n').isDayAmbiguous).toBe(false)
  })
})

const camt = (entry: string, closing = '110.00') =>
  `<?xml version="1.0"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>1</Id>
<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-10-01</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${closing}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-10-31</Dt></Dt></Bal>
${entry}</Stmt></BkToCstmrStmt></Document>\n`
const ENTRY = `<Ntry><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-10-14</Dt></BookgDt>
<AcctSvcrRef>FH9</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>tr_7</EndToEndId></Refs><RltdPties><Dbtr><Pty><Nm>Stripe &amp; Co</Nm></Pty></Dbtr></RltdPties>
<RmtInf><Ustrd>PAYOUT</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`

describe('camt.053', () => {
  test('an entry with its references, the other party and the account’s balances', () => {
    const parts = all(new CamtStatement(sax.parser(true, { trim: false })), camt(ENTRY))
    expect(briefly(parts)).toEqual(['2026-10-14|1000|EUR|tr_7 PAYOUT|FH9|Stripe & Co'])
    expect(parts[0]).toMatchObject({ number: 'DE89370400440532013000', currency: 'EUR', openingMinor: 10_000n })
    expect(parts.at(-1)).toMatchObject({ closingMinor: 11_000n })
    expect(linesOf(parts)[0]?.raw).toBe(ENTRY)
  })

  test('what is not booked is left out, with the reason', () => {
    const parts = all(
      new CamtStatement(sax.parser(true, { trim: false })),
      camt(ENTRY.replace('BOOK', 'PDNG'), '100.00'),
    )
    expect(parts).toContainEqual({
      kind: 'skipped',
      skipped: expect.objectContaining({ reason: 'not_booked', detail: 'Its status is PDNG.' }),
    })
  })

  test.each([
    ['half of it', camt(ENTRY).slice(0, -60), 'The file ends before its statement does'],
    [
      'an entity of its own',
      camt(ENTRY).replace('<Document', '<!DOCTYPE x [<!ENTITY e "e">]><Document'),
      'document type',
    ],
    ['broken XML', camt(ENTRY).replace('</Refs>', '</Ref>'), 'The XML is broken here'],
    ['another message', camt(ENTRY).replaceAll('BkToCstmrStmt', 'BkToCstmrAcctRpt'), 'This is a camt.052'],
    [
      'an amount that is none',
      camt(ENTRY).replace('>10.00<', '>10,00<'),
      '“10,00” is not an amount with a decimal point',
    ],
  ])('%s is refused', (_, text, message) => {
    expect(() => all(new CamtStatement(sax.parser(true, { trim: false })), text)).toThrow(message)
  })
})

const MT940 = [
  ':20:STMT',
  ':25:FHBKUS33/4400012345',
  ':28C:1/1',
  ':60F:C261231USD100,00',
  ':61:2701021231RC10,NTRFtr_1//FH1',
  ':86:166?00PAYOUT?20STRIPE ?21PAYOUT 7?32STRIPE?33 PAYMENTS',
  ':61:2701020102C5,5NMSCNONREF',
  ':86:INTEREST',
  'FOR DECEMBER',
  ':62F:C270131USD95,50',
  '-',
  '',
].join('\r\n')

describe('MT940', () => {
  test('reversals, booking days across the turn of the year, both kinds of information', () => {
    const parts = all(new Mt940Statement(), MT940)
    expect(briefly(parts)).toEqual([
      '2026-12-31|-1000|USD|STRIPE PAYOUT 7 tr_1|FH1|STRIPE PAYMENTS',
      '2027-01-02|550|USD|INTEREST FOR DECEMBER||',
    ])
    expect(parts[0]).toMatchObject({ number: '4400012345', currency: 'USD', openingMinor: 10_000n })
    expect(parts.at(-1)).toMatchObject({ closingMinor: 9_550n })
  })

  test('half of it is refused', () => {
    expect(() => all(new Mt940Statement(), MT940.slice(0, 150))).toThrow('closing balance (:62F:)')
  })
})

const BAI2 = [
  '01,FHBK,FERN,261015,0600,1,80,1,2/',
  '02,FERN,FHBK,1,261014,2359,USD,2/',
  '03,4400012345,USD,010,10000,,,015,9500,,/',
  '16,142,1000,V,261015,,FH1,tr_1,STRIPE PAYOUT',
  '88,ACH CREDIT',
  '16,475,1500,Z,FH2,,CHECK 7/',
  '16,890,,,,,NOTICE/',
  '49,22000,6/',
  '98,22000,1,8/',
  '99,22000,1,10/',
  '',
].join('\n')

describe('BAI2', () => {
  test('credits and debits by their type, continuations, and the control total', () => {
    const parts = all(new Bai2Statement(), BAI2)
    expect(briefly(parts)).toEqual([
      '2026-10-14|1000|USD|STRIPE PAYOUT ACH CREDIT tr_1|FH1|',
      '2026-10-14|-1500|USD|CHECK 7|FH2|',
    ])
    expect(linesOf(parts)[0]?.valueOn).toBe('2026-10-15')
    expect(parts.at(-1)).toMatchObject({ closingMinor: 9_500n })
  })

  test.each([
    ['half of it', BAI2.slice(0, -20), 'The file ends before its last record (99)'],
    ['a missing entry', BAI2.replace(/16,475.*\n/, ''), 'its amounts add up to 20500'],
    ['a correction', BAI2.replace('FHBK,1,261014', 'FHBK,3,261014'), 'only updates (1) are imported'],
  ])('%s is refused', (_, text, message) => {
    expect(() => all(new Bai2Statement(), text)).toThrow(message)
  })
})

test.each([
  ['csv', US, () => csv(US)()],
  ['camt.053', camt(ENTRY), () => new CamtStatement(sax.parser(true, { trim: false }))],
  ['mt940', MT940, () => new Mt940Statement()],
  ['bai2', BAI2, () => new Bai2Statement()],
])('%s is known by its beginning, and says the same however it is cut into pieces', (format, text, reader) => {
  expect(detectFormat(text)).toBe(format)
  const whole = all(reader(), text)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 90 }), (size) => {
      expect(all(reader(), text, size)).toEqual(whole)
    }),
  )
})
