import type { Rows } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import type { BankBook } from './bank-book.ts'
import type { Payouts } from './earnings.ts'
import { plantDiscrepancy } from './truth.ts'

type BankMistake = 'bank_line_missing' | 'short_payout' | 'bank_lines_merged'

/** In this order, each once in so many payouts of a currency; the first come early, so that a short history has them. */
const TURNS: Readonly<Record<number, BankMistake>> = {
  1: 'short_payout',
  2: 'bank_lines_merged',
  3: 'bank_line_missing',
}
const EVERY = 52

/** What the bank does wrong with the n-th payout of the currency; small currencies only see each in its own year. */
export function mistakeOf(index: number, currency: string): BankMistake | undefined {
  const shift = currency === 'usd' ? 0 : currency.charCodeAt(0) % EVERY
  return TURNS[(index + EVERY - shift) % EVERY]
}

/** A correspondent bank's charge: enough to be seen, too little to be a payout of its own. */
const keptFrom = (amount: number) => Math.min(2_500, Math.floor(amount / 20))

type Arrival = { world: World; book: BankBook; at: number; mistake: BankMistake | undefined }

/** Books what arrived, as the bank should or as it does instead; what is wrong goes into the answer key. */
export function bookArrival(arrival: Arrival, payouts: Payouts): void {
  const { book, at, mistake } = arrival
  const [first] = payouts
  const total = payouts.reduce((sum, payout) => sum + payout.amount, 0)
  switch (mistake) {
    case 'bank_line_missing':
      note(arrival, payouts, total, {})
      return
    case 'short_payout': {
      const kept = keptFrom(first.amount)
      note(arrival, payouts, kept, { bank_line: book.arrive(at, payouts, kept) })
      return
    }
    case 'bank_lines_merged':
      note(arrival, payouts, total, { bank_line: book.arrive(at, payouts) })
      return
    default:
      for (const payout of payouts) book.arrive(at, [payout])
  }
}

const NOTES: Readonly<Record<BankMistake, string>> = {
  bank_line_missing: 'Paid out, and the bank shows nothing of it. The amount is the payout.',
  short_payout: 'The bank booked less than was paid out. The amount is what is missing.',
  bank_lines_merged: 'Two payouts came as one line of the bank. The amount is their sum.',
}

function note(
  { world, mistake }: Arrival,
  payouts: readonly Rows['payout'][],
  amount: number,
  more: Record<string, string>,
): void {
  if (!mistake) return
  plantDiscrepancy(world, {
    class: mistake,
    note: NOTES[mistake],
    account: world.platform,
    ids: {
      ...Object.fromEntries(payouts.map(({ id }, index) => [index === 0 ? 'payout' : `payout${index + 1}`, id])),
      ...more,
    },
    amount,
    currency: payouts[0]?.currency ?? null,
  })
}
