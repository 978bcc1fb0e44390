import { type ColumnNames, type Guess, guessColumns } from '../columns/guess-model.ts'
import type { ColumnRole } from './csv-mapping-schema.ts'

/** Names that banks give their columns. */
const BANK: ColumnNames<ColumnRole> = {
  none: 'none',
  names: [
    ['value', /^(value ?date|valuta|wert|date de valeur|fecha valor|settle)/i],
    [
      'booked',
      /(book|post|transaction|buchung|op[ée]ration|fecha).*(date|day|tag|datum)?|^(datum|day|d[ií]a|giorno|data)$|date/i,
    ],
    ['balance', /balance|saldo|solde/i],
    ['mark', /^(d\/?c|c\/?d|dr\/?cr|cr\/?dr|credit.?debit|debit.?credit|soll.?haben|s\/h|sign|indicator)/i],
    ['out', /debit|withdraw|paid out|money out|soll|ausgang|charge|d[ée]bit|out$/i],
    ['in', /credit|deposit|paid in|money in|haben|eingang|cr[ée]dit|in$/i],
    ['amount', /amount|betrag|montant|importe|value|umsatz/i],
    ['currency', /curr|w[äa]hrung|ccy|devise|moneda/i],
    ['bank_reference', /bank.?ref|transaction.?(id|ref)|^(id|fitid)$|bankreferenz/i],
    ['counterparty', /counterpart|payee|payer|beneficiary|name|auftraggeber|empf[äa]nger|partner/i],
    ['reference', /desc|ref|detail|memo|narrative|purpose|text|zweck|verwendung|libell|concept/i],
  ],
  days: ['booked', 'value'],
  amounts: ['amount', 'in', 'out', 'balance'],
  currency: 'currency',
  many: ['reference'],
}

/** How a bank's CSV is probably to be read, from its head. */
export function guessMapping(head: string): Guess<ColumnRole> {
  const guess = guessColumns(head, BANK)
  const { roles } = guess.mapping
  // Money in and out are enough; an amount beside them is something else.
  if (!roles.includes('in') || !roles.includes('out')) return guess
  return { ...guess, mapping: { ...guess.mapping, roles: roles.map((role) => (role === 'amount' ? 'none' : role)) } }
}
