import { formatMoney } from '#lib/money/format.ts'
import type { WireMoney } from '#lib/money/money.ts'
import type { PayoutDetail } from './get-payout.ts'
import { categoryWords } from './look-model.ts'

const DAY_MS = 86_400_000
/** A paid payout may still come back within about this many business days (docs.stripe.com/payouts#payout-failures). */
const FAILURE_WINDOW_DAYS = 5

/** Until when the bank may still send a payout back: so many Mondays to Fridays after its arrival. */
export function failureWindowEnd(arrivalAt: string): Date {
  let day = Date.parse(arrivalAt)
  for (let left = FAILURE_WINDOW_DAYS; left > 0; ) {
    day += DAY_MS
    if (![0, 6].includes(new Date(day).getUTCDay())) left -= 1
  }
  return new Date(day)
}

/** A payout told in sentences: what it is made of, whether it ties, and how far the proof reaches. */
export function payoutInWords(payout: PayoutDetail, now: string): string[] {
  return [madeOf(payout), payout.reason, expectation(payout), proof(payout, now)].filter((words) => words !== '')
}

const show = (amount: WireMoney) => formatMoney({ minor: BigInt(amount.minor), currency: amount.currency })
const absolute = ({ minor, currency }: WireMoney): WireMoney => ({ minor: minor.replace('-', ''), currency })

function madeOf(payout: PayoutDetail): string {
  const to = payout.isPlatform ? 'the platform’s bank' : `${payout.owner}’s bank`
  if (BigInt(payout.amount.minor) < 0n) return `Stripe took ${show(absolute(payout.amount))} from ${to}.`
  const what = `Stripe sent ${show(payout.amount)} to ${to}`
  if (payout.mode === 'balance' || payout.categories.length === 0) return `${what}.`
  const parts = payout.categories.map(({ category, count, gross }) => {
    return `${categoryWords(category).toLowerCase()} ${show(gross)} (${count})`
  })
  const fees = payout.fee.minor === '0' ? '' : `, less fees of ${show(payout.fee)}`
  return `${what}: ${parts.join(', ')}${fees}.`
}

function expectation({ expected, amount, state }: PayoutDetail): string {
  if (expected === null || state === 'waiting') return ''
  const difference = BigInt(amount.minor) - BigInt(expected.minor)
  if (difference === 0n) return 'Our books expected exactly that.'
  const away = show({ minor: (difference < 0n ? -difference : difference).toString(), currency: amount.currency })
  return `Our books expected ${show(expected)}: ${away} ${difference < 0n ? 'less was paid out' : 'more was paid out'}.`
}

/** Sellers' banks are invisible: what we cannot see we do not claim. */
function proof({ status, isPlatform, traceId, traceStatus, arrivalAt }: PayoutDetail, now: string): string {
  if (status === 'failed' || status === 'canceled') return ''
  const day = arrivalAt.slice(0, 10)
  if (status !== 'paid') return `It should arrive on ${day}.`
  if (isPlatform) return `Stripe calls it paid; the bank’s statement is what confirms it.`
  const end = failureWindowEnd(arrivalAt)
  const trace =
    traceId === ''
      ? `no trace id${traceStatus === 'unsupported' ? ' (its bank supports none)' : ' yet'}`
      : `trace id ${traceId}`
  const window =
    end.toISOString() > now
      ? `the bank may still send it back until ${end.toISOString().slice(0, 10)}`
      : `the bank had until ${end.toISOString().slice(0, 10)} to send it back and did not`
  return `Sent, not confirmed: a seller’s bank is not ours to see. The proof ends with ${trace}; ${window}.`
}
