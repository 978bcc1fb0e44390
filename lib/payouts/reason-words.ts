import { formatMoney } from '#lib/money/format.ts'
import type { PayoutFacts } from './read-facts.ts'
import type { TieOut } from './tie-out.ts'

/** The state of a tie-out in one sentence or two. */
export function reasonOf(facts: PayoutFacts, tied: TieOut): string {
  const show = (minor: bigint) => formatMoney({ minor, currency: facts.currency })
  switch (tied.state) {
    case 'failed':
      return `The bank sent it back${facts.failureCode === '' ? '' : ` (${facts.failureCode.replaceAll('_', ' ')})`}. ${backWords(facts)}`
    case 'canceled':
      return `It was canceled before it left. ${backWords(facts)}`
    case 'waiting':
      return waitingWords(facts)
    case 'tied':
      return tied.mode === 'breakdown'
        ? `Its ${lines(tied.lineCount)} add up to ${show(facts.payoutMinor)} to the cent.`
        : `Stripe does not itemise it. ${balanceWords(facts, show)}`
    case 'differs':
      return tied.mode === 'breakdown'
        ? `Its ${lines(tied.lineCount)} come to ${show(tied.netMinor)}, ${show(magnitude(tied.remainderMinor))} ${tied.remainderMinor > 0n ? 'more' : 'less'} than was paid out.`
        : `Stripe does not itemise it. ${balanceWords(facts, show)}`
  }
}

const lines = (count: number) => `${count} ${count === 1 ? 'line' : 'lines'}`
const magnitude = (minor: bigint) => (minor < 0n ? -minor : minor)

function backWords({ reversalId, isReversalPosted, payoutMinor }: PayoutFacts): string {
  if (reversalId === '') return payoutMinor < 0n ? 'Nothing was taken.' : 'Stripe has not yet put the money back.'
  return isReversalPosted
    ? `The money is back in the balance (${reversalId}), and our books have it.`
    : `The money is back in the balance (${reversalId}); our books are about to have it.`
}

function waitingWords({ mode, ownNetMinor, reconciliationStatus, listedCount, heldCount }: PayoutFacts): string {
  if (ownNetMinor === null) return 'Its own balance transaction was not read from Stripe yet.'
  if (mode === 'balance') return 'It waits to be compared with the balance.'
  if (reconciliationStatus !== 'completed') return 'Stripe has not itemised it yet; it does so after it was paid.'
  if (listedCount === null) return 'Stripe has itemised it; its lines are about to be read.'
  return `${heldCount} of the ${listedCount} lines that Stripe lists are here.`
}

function balanceWords(facts: PayoutFacts, show: (minor: bigint) => string): string {
  if (facts.payoutMinor < 0n) return `It took ${show(-facts.payoutMinor)} from the bank.`
  const short = facts.payoutMinor + facts.ownFeeMinor - facts.availableMinor
  return short <= 0n
    ? `${show(facts.availableMinor)} was available before it, which covers it.`
    : `Only ${show(facts.availableMinor)} was available before it: ${show(short)} less than it took.`
}
