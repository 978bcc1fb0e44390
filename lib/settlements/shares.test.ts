import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ALL_DUE } from './due.ts'
import { nextStep, type ProposalFact, type ShareFacts, type TransferFact } from './shares.ts'

const aShare = (overrides: Partial<ShareFacts> = {}): ShareFacts => ({
  owedMinor: 8_000n,
  due: ALL_DUE,
  trueUpMinor: 0n,
  collectedMinor: 8_000n,
  destination: 'acct_nordic',
  transfers: [],
  proposals: [],
  failed: [],
  silence: '',
  mayReverse: true,
  isAskedAgain: false,
  ...overrides,
})

const aTransfer = (overrides: Partial<TransferFact> = {}): TransferFact => ({
  id: 'tr_1',
  amountMinor: 8_000n,
  reversedMinor: 0n,
  isAdopted: false,
  ...overrides,
})

const aProposal = (overrides: Partial<ProposalFact> = {}): ProposalFact => ({
  id: 'prp_1',
  kind: 'transfer.create',
  state: 'needs_approval',
  amountMinor: 8_000n,
  destination: 'acct_nordic',
  transferId: '',
  ...overrides,
})

const failed = [{ code: 'seller_free', passed: false, sentence: 'Held: odd orders.' }] as const

describe('a seller who owes more than the sale brought', () => {
  const rate = { owedMinor: -200n, mayReverse: true }

  test('has it carried, whatever was transferred', () => {
    expect(nextStep(aShare(rate))).toMatchObject({ state: 'void', carryMinor: 200n })
    expect(nextStep(aShare({ ...rate, recoveredMinor: 150n }))).toMatchObject({ carryMinor: 50n })
    const taken = aShare({ ...rate, transfers: [aTransfer()] })
    expect(nextStep(taken)).toMatchObject({ carryMinor: 200n, reverse: [{ amountMinor: 8_000n }] })
  })

  test('owes the rest after the transfer came back, and nothing once it was kept back elsewhere', () => {
    const back = { ...rate, transfers: [aTransfer({ reversedMinor: 8_000n })] }
    expect(nextStep(aShare(back))).toMatchObject({ state: 'executed', carryMinor: 200n, reverse: [] })
    expect(nextStep(aShare({ ...back, recoveredMinor: 200n }))).toMatchObject({ carryMinor: 0n, reverse: [] })
  })
})

describe('a share nothing was transferred of', () => {
  test.each<[string, Partial<ShareFacts>, object]>([
    ['is proposed', {}, { state: 'proposed', propose: { amountMinor: 8_000n, generation: 1 } }],
    [
      'waits for its proposal',
      { proposals: [aProposal()] },
      { state: 'proposed', propose: null, voids: [], proposalId: 'prp_1' },
    ],
    [
      'is proposed anew when the amount changed',
      { owedMinor: 5_600n, proposals: [aProposal({ state: 'approved' })] },
      { voids: [{ id: 'prp_1' }], propose: { amountMinor: 5_600n, generation: 2 } },
    ],
    [
      'is proposed anew when the account is another one',
      { destination: 'acct_new', proposals: [aProposal()] },
      { voids: [{ id: 'prp_1' }], propose: { amountMinor: 8_000n, generation: 2 } },
    ],
    [
      'pauses on a failed check, and its proposal is void',
      { failed, proposals: [aProposal()] },
      { state: 'paused', reason: 'Held: odd orders.', voids: [{ id: 'prp_1' }], propose: null },
    ],
    [
      'is void when nothing is owed',
      { owedMinor: 0n, proposals: [aProposal()] },
      { state: 'void', voids: [{ id: 'prp_1' }] },
    ],
    ['is silent before go-live', { silence: 'Not live.' }, { state: 'paused', reason: 'Not live.', propose: null }],
    ['stays rejected', { proposals: [aProposal({ state: 'rejected' })] }, { state: 'paused', propose: null }],
    [
      'is proposed again when a person asks',
      { proposals: [aProposal({ state: 'expired' })], isAskedAgain: true },
      { propose: { amountMinor: 8_000n, generation: 2 } },
    ],
    [
      'is left alone while Stripe works on it, whatever happened',
      { owedMinor: 1n, failed, proposals: [aProposal({ state: 'unknown' })] },
      { state: 'proposed', voids: [], propose: null },
    ],
  ])('%s', (_, facts, expected) => {
    expect(nextStep(aShare(facts))).toMatchObject(expected)
  })
})

describe('a share that was transferred', () => {
  const transfers = [aTransfer()]
  test.each<[string, Partial<ShareFacts>, object]>([
    ['is executed', { transfers }, { state: 'executed', propose: null, reverse: [] }],
    ['is adopted when somebody else did it', { transfers: [aTransfer({ isAdopted: true })] }, { state: 'adopted' }],
    [
      'is taken back in part after a refund',
      { transfers, owedMinor: 5_000n },
      { state: 'proposed', reverse: [{ transferId: 'tr_1', amountMinor: 3_000n, generation: 1 }] },
    ],
    [
      'waits for the reversal that is proposed',
      {
        transfers,
        owedMinor: 5_000n,
        proposals: [aProposal({ kind: 'transfer.reverse', transferId: 'tr_1', amountMinor: 3_000n })],
      },
      { state: 'proposed', reverse: [], voids: [] },
    ],
    [
      'is never paid again by itself after a reversal',
      { transfers: [aTransfer({ reversedMinor: 8_000n })] },
      { state: 'paused', propose: null, disagreement: '' },
    ],
    [
      'is a disagreement when it was too much',
      { transfers: [aTransfer({ amountMinor: 9_000n })] },
      { state: 'paused', reverse: [], disagreement: 'More was transferred than is owed.' },
    ],
    [
      'owes nothing less than zero',
      { transfers, owedMinor: -320n },
      { reverse: [{ transferId: 'tr_1', amountMinor: 8_000n, generation: 1 }] },
    ],
  ])('%s', (_, facts, expected) => {
    expect(nextStep(aShare(facts))).toMatchObject(expected)
  })
})

test('never more is paid than owed, and never taken back more than was paid, however often it is asked', () => {
  const amount = fc.bigInt(0n, 10_000n)
  const transfer = fc.record({
    amountMinor: fc.bigInt(1n, 10_000n),
    share: fc.integer({ min: 0, max: 4 }),
    isAdopted: fc.boolean(),
  })
  const state = fc.constantFrom(
    'needs_approval',
    'approved',
    'rejected',
    'expired',
    'void',
    'failed',
    'waiting_funds',
    'reversed',
    'executing',
  )
  const proposal = fc.record({ state, amountMinor: fc.bigInt(1n, 10_000n), isReversal: fc.boolean() })
  fc.assert(
    fc.property(
      amount,
      amount,
      fc.array(transfer, { maxLength: 3 }),
      fc.array(proposal, { maxLength: 4 }),
      fc.boolean(),
      (owedMinor, more, made, asked, isAskedAgain) => {
        const transfers = made.map(({ share, ...one }, index) => ({
          ...one,
          id: `tr_${index}`,
          reversedMinor: (one.amountMinor * BigInt(share)) / 4n,
        }))
        const proposals = asked.map(({ isReversal, ...one }, index) =>
          aProposal({
            ...one,
            id: `prp_${index}`,
            ...(isReversal ? { kind: 'transfer.reverse', transferId: 'tr_0' } : {}),
          }),
        )
        const step = nextStep(
          aShare({ owedMinor, collectedMinor: owedMinor + more, transfers, proposals, isAskedAgain }),
        )
        const stillOpen = proposals.filter(
          ({ id, kind, state: now }) =>
            kind === 'transfer.create' &&
            ['needs_approval', 'approved', 'waiting_funds', 'failed', 'executing'].includes(now) &&
            !step.voids.some((voided) => voided.id === id),
        )
        const isFlying = proposals.some(({ state: now }) => now === 'executing')
        if (step.propose !== null) {
          expect(stillOpen).toEqual([])
          expect(step.netMinor + step.propose.amountMinor).toBe(owedMinor)
        }
        if (!isFlying) expect(stillOpen.length).toBeLessThanOrEqual(1)
        for (const { transferId, amountMinor } of step.reverse) {
          const from = transfers.find(({ id }) => id === transferId)
          expect(amountMinor > 0n && from !== undefined && amountMinor <= from.amountMinor - from.reversedMinor).toBe(
            true,
          )
        }
        const back = step.reverse.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
        expect(back === 0n || step.netMinor - back >= owedMinor).toBe(true)
      },
    ),
    { numRuns: 500 },
  )
})
