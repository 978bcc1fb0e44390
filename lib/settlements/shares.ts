import type { Check } from './checks.ts'
import type { Due } from './due.ts'

export type ShareState = 'paused' | 'proposed' | 'executed' | 'adopted' | 'void'

/** A transfer to the seller that belongs to this settlement. */
export type TransferFact = {
  readonly id: string
  readonly amountMinor: bigint
  readonly reversedMinor: bigint
  readonly isAdopted: boolean
}

/** A proposal about the share, oldest first where several are listed. */
export type ProposalFact = {
  readonly id: string
  readonly kind: 'transfer.create' | 'transfer.reverse'
  readonly state: string
  readonly amountMinor: bigint
  readonly destination: string
  /** The transfer a reversal is about; empty otherwise. */
  readonly transferId: string
  /** Why a reversal was proposed: `refund`, or a person's words; empty for transfers. */
  readonly reason?: string
}

export type ShareFacts = {
  readonly owedMinor: bigint
  /** What of it waits by contract. */
  readonly due: Due
  /** What the share was before refunds. */
  readonly collectedMinor: bigint
  readonly destination: string
  readonly transfers: readonly TransferFact[]
  readonly proposals: readonly ProposalFact[]
  readonly failed: readonly Check[]
  /** Why nothing may be paid (before go-live); empty when it may. */
  readonly silence: string
  /** Application fee that Stripe took out of what was transferred. */
  readonly feeMinor?: bigint
  /** Kept back here for what the seller owes elsewhere: counts as paid. */
  readonly keptMinor?: bigint
  /** Kept back elsewhere for what is owed here: counts as taken back. */
  readonly recoveredMinor?: bigint
  /** Of that: written off, which nobody gives back. */
  readonly forgivenMinor?: bigint
  /** What the seller's balance can give back; null when it is not known, or when Stripe lets it fall below zero. */
  readonly bearableMinor?: bigint | null
  /** Whether what was transferred may be taken back after a refund. */
  readonly mayReverse: boolean
  /** What back-dated contracts changed after it was paid: positive is owed more, negative was paid too much. */
  readonly trueUpMinor: bigint
  /** A person asked for a new proposal although one was rejected, expired or reversed. */
  readonly isAskedAgain: boolean
}

export type ShareStep = {
  readonly state: ShareState
  /** Why it waits; empty when the state says it all. */
  readonly reason: string
  /** Transferred less what came back, with what was kept back here and less what was kept back elsewhere. */
  readonly netMinor: bigint
  /** What the seller holds too much and cannot give back now: the next settlements keep it back. */
  readonly carryMinor: bigint
  /** Proposals that no longer say what is right. */
  readonly voids: readonly { readonly id: string; readonly reason: string }[]
  readonly propose: { readonly amountMinor: bigint; readonly generation: number } | null
  readonly reverse: readonly {
    readonly transferId: string
    readonly amountMinor: bigint
    readonly generation: number
  }[]
  /** Set when transfers at Stripe do not agree with the share. */
  readonly disagreement: string
  /** The proposal that speaks for the share now; empty when a new one will, or none does. */
  readonly proposalId: string
}

/** Not executed and not decided against: may still be voided. */
const OPEN = new Set(['blocked', 'needs_approval', 'approved', 'waiting_funds', 'observed', 'failed'])
/** Under way at Stripe: nothing about the share is decided before the outcome is known. */
const IN_FLIGHT = new Set(['executing', 'unknown'])
export const isInFlight = (state: string): boolean => IN_FLIGHT.has(state)

/**
 * What happens next with one share. Money that was ever transferred is never proposed again by the system: a
 * difference is a person's, except that a refund after a transfer proposes to take the seller's part back.
 */
export function nextStep(share: ShareFacts): ShareStep {
  const moved = share.transfers.reduce((sum, transfer) => sum + transfer.amountMinor - transfer.reversedMinor, 0n)
  const kept = (share.keptMinor ?? 0n) - (share.recoveredMinor ?? 0n)
  const netMinor = share.transfers.length === 0 ? kept : moved - (share.feeMinor ?? 0n) + kept
  const base = {
    netMinor,
    carryMinor: 0n,
    voids: [],
    propose: null,
    reverse: [],
    disagreement: '',
    proposalId: lastOf(share)?.id ?? '',
  }
  const flying = share.proposals.find(({ state }) => IN_FLIGHT.has(state))
  if (flying !== undefined) return { ...base, state: 'proposed', reason: 'Under way at Stripe.', proposalId: flying.id }
  const step = share.transfers.length === 0 ? untouched(share) : transferred(share, netMinor)
  return { ...base, ...step }
}

type Partial = Omit<
  ShareStep,
  'netMinor' | 'carryMinor' | 'voids' | 'propose' | 'reverse' | 'disagreement' | 'proposalId'
> & {
  readonly [K in 'carryMinor' | 'voids' | 'propose' | 'reverse' | 'disagreement' | 'proposalId']?: ShareStep[K]
}

function untouched(share: ShareFacts): Partial {
  if (share.owedMinor <= 0n) {
    const carryMinor = debtOf(share, (share.keptMinor ?? 0n) - (share.recoveredMinor ?? 0n))
    const reason = carryMinor === 0n ? 'Nothing is owed.' : 'The seller owes more than the sale brought: it is carried.'
    return { state: 'void', reason, voids: voidOpen(share, 'Nothing is owed any more.'), carryMinor }
  }
  const dueMinor = share.owedMinor - share.due.heldMinor
  if (dueMinor <= 0n)
    return { state: 'paused', reason: share.due.reason, voids: voidOpen(share, 'It is not due any more.') }
  const kept = share.keptMinor ?? 0n
  if (kept >= dueMinor) {
    const reason = 'Kept back for what the seller owes from earlier settlements.'
    return { state: 'executed', reason, voids: voidOpen(share, reason) }
  }
  return pay(share, dueMinor - kept)
}

/** Proposes what is due and not transferred yet, unless something stands in its way or a person decided against it. */
function pay(share: ShareFacts, owedMinor: bigint): Partial {
  const { failed, silence, proposals, isAskedAgain } = share
  const [blocker] = failed
  if (blocker !== undefined)
    return { state: 'paused', reason: blocker.sentence, voids: voidOpen(share, blocker.sentence) }
  if (silence !== '') return { state: 'paused', reason: silence, voids: voidOpen(share, silence) }

  const open = openTransfers(share)
  const right = open.find(
    ({ amountMinor, destination }) => amountMinor === owedMinor && destination === share.destination,
  )
  const voids = open
    .filter((proposal) => proposal !== right)
    .map(({ id }) => ({ id, reason: 'The amount owed has changed since.' }))
  if (right !== undefined) return { state: 'proposed', reason: '', voids, proposalId: right.id }
  const last = lastOf(share)
  if (last !== undefined && last.amountMinor === owedMinor && !isAskedAgain) {
    if (last.state === 'rejected') return { state: 'paused', reason: 'A person rejected the transfer.' }
    if (last.state === 'expired') return { state: 'paused', reason: 'Nobody approved the transfer in time.' }
  }
  const generation = proposals.filter(({ kind }) => kind === 'transfer.create').length + 1
  return { state: 'proposed', reason: '', voids, propose: { amountMinor: owedMinor, generation }, proposalId: '' }
}

/** What a seller owes of a share below zero (commission that is kept, a worse rate) and nothing took back yet. */
function debtOf({ owedMinor }: ShareFacts, netMinor: bigint): bigint {
  const floor = netMinor < 0n ? netMinor : 0n
  return owedMinor < floor ? floor - owedMinor : 0n
}

function transferred(share: ShareFacts, netMinor: bigint): Partial {
  const { owedMinor, collectedMinor, transfers, proposals, failed, silence, isAskedAgain } = share
  const voids = openTransfers(share).map(({ id }) => ({ id, reason: 'The share was transferred already.' }))
  const state: ShareState = transfers.every((transfer) => transfer.isAdopted) ? 'adopted' : 'executed'
  const target = owedMinor > 0n ? owedMinor : 0n
  const openReversals = proposals.filter(({ kind, state: now }) => kind === 'transfer.reverse' && OPEN.has(now))

  if (netMinor === target || (netMinor < 0n && share.owedMinor < 0n)) {
    const late = openReversals.map(({ id }) => ({
      id,
      reason: 'The transfer and the share agree: nothing is to be taken back.',
    }))
    return { state, reason: '', voids: [...voids, ...late], carryMinor: debtOf(share, netMinor) }
  }
  const carriedMinor = share.trueUpMinor < 0n ? -share.trueUpMinor : 0n
  if (netMinor > target && netMinor - target <= carriedMinor)
    return {
      state,
      reason:
        'A back-dated contract, or a new count of the month, lowered it after it was paid: the difference is carried.',
      voids,
      carryMinor: netMinor - target,
    }
  if (netMinor < target) {
    const dueMinor = target - share.due.heldMinor
    if (netMinor === dueMinor) return { state, reason: share.due.reason, voids }
    const isReversed = transfers.some(({ reversedMinor }) => reversedMinor > 0n)
    const isExpected = share.due.stages.includes(netMinor) || dueMinor - netMinor <= share.trueUpMinor
    if (netMinor < dueMinor && isExpected && !isReversed) return pay(share, dueMinor - netMinor)
    // What we took back ourselves, or kept back elsewhere, is paid again when the refund failed or the dispute was won.
    if (netMinor < dueMinor && dueMinor - netMinor <= takenBack(share)) return pay(share, dueMinor - netMinor)
    if (isAskedAgain && failed.length === 0 && silence === '') {
      const generation = proposals.filter(({ kind }) => kind === 'transfer.create').length + 1
      const propose = { amountMinor: target - netMinor, generation }
      return { state: 'proposed', reason: '', voids, propose, proposalId: '' }
    }
    const open = openTransfers(share).find(({ amountMinor }) => amountMinor === target - netMinor)
    if (open !== undefined)
      return { state: 'proposed', reason: '', voids: voids.filter(({ id }) => id !== open.id), proposalId: open.id }
    return isReversed
      ? { state: 'paused', reason: 'The transfer was reversed. Propose it again when it should be paid.', voids }
      : {
          state: 'paused',
          reason: 'Less was transferred than is owed.',
          voids,
          disagreement: 'Less was transferred than is owed.',
        }
  }
  if (netMinor > collectedMinor + carriedMinor) {
    return {
      state: 'paused',
      reason: 'More was transferred than is owed.',
      voids,
      disagreement: 'More was transferred than is owed.',
    }
  }
  if (!share.mayReverse) return { state: 'paused', reason: silence, voids }
  const back = reversals(share, netMinor - target - carriedMinor, state)
  const carryMinor = (back.carryMinor ?? 0n) + carriedMinor + debtOf(share, 0n)
  return { ...back, carryMinor, voids: [...voids, ...back.voids] }
}

/** Reversals that followed a refund or dispute and were carried out, and what was kept back elsewhere. */
function takenBack({ proposals, recoveredMinor = 0n, forgivenMinor = 0n }: ShareFacts): bigint {
  const own = proposals.filter(
    ({ kind, state, reason }) => kind === 'transfer.reverse' && state === 'executed' && reason === 'refund',
  )
  return own.reduce((sum, { amountMinor }) => sum + amountMinor, recoveredMinor - forgivenMinor)
}

/** What of an excess can be taken back now: never more than the seller's balance bears, never less than is proposed already. */
function takeableOf({ bearableMinor = null, proposals }: ShareFacts, excess: bigint): bigint {
  if (bearableMinor === null) return excess
  const proposed = proposals
    .filter(({ kind, state }) => kind === 'transfer.reverse' && OPEN.has(state))
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
  const most = proposed > bearableMinor ? proposed : bearableMinor
  return most < excess ? most : excess
}

/** Takes back from the newest transfers first, never more than a transfer has left; what the seller cannot bear is carried. */
function reversals(share: ShareFacts, excess: bigint, paid: ShareState): Partial & { voids: ShareStep['voids'] } {
  const takeable = takeableOf(share, excess)
  const carryMinor = excess - takeable
  let left = takeable
  const voids: { id: string; reason: string }[] = []
  const reverse: ShareStep['reverse'][number][] = []
  let rejected = 0
  for (const transfer of share.transfers.toReversed()) {
    const room = transfer.amountMinor - transfer.reversedMinor
    const amountMinor = left < room ? left : room
    left -= amountMinor
    const about = share.proposals.filter(
      ({ kind, transferId }) => kind === 'transfer.reverse' && transferId === transfer.id,
    )
    const open = about.filter(({ state }) => OPEN.has(state))
    const right = open.find((proposal) => proposal.amountMinor === amountMinor)
    voids.push(
      ...open
        .filter((proposal) => proposal !== right)
        .map(({ id }) => ({ id, reason: 'The amount to take back has changed since.' })),
    )
    if (amountMinor === 0n || right !== undefined) continue
    const last = about.at(-1)
    if (
      last !== undefined &&
      last.amountMinor === amountMinor &&
      ['rejected', 'expired'].includes(last.state) &&
      !share.isAskedAgain
    ) {
      rejected += 1
      continue
    }
    reverse.push({ transferId: transfer.id, amountMinor, generation: about.length + 1 })
  }
  if (rejected > 0 && reverse.length === 0) {
    return {
      state: 'paused',
      reason: 'The reversal was rejected or expired: the seller keeps more than the share.',
      voids,
    }
  }
  if (takeable === 0n) {
    const reason = 'Returned to the buyer after the transfer; the seller’s balance cannot give it back: it is carried.'
    return { state: paid, reason, voids, carryMinor }
  }
  const carried = carryMinor === 0n ? '' : ' What the seller’s balance cannot bear is carried.'
  const reason = `Refunded after the transfer: a reversal is proposed.${carried}`
  return { state: 'proposed', reason, voids, reverse, carryMinor }
}

const openTransfers = ({ proposals }: ShareFacts) =>
  proposals.filter(({ kind, state }) => kind === 'transfer.create' && OPEN.has(state))
const voidOpen = (share: ShareFacts, reason: string) => openTransfers(share).map(({ id }) => ({ id, reason }))
const lastOf = ({ proposals }: ShareFacts) => proposals.findLast(({ kind }) => kind === 'transfer.create')
