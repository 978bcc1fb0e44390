import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { idempotencyKey, nextState, type ProposalStep, STATE_WORDS } from './model.ts'
import { PROPOSAL_STATES, type ProposalState } from './schema.ts'

const STEPS = [
  'approve',
  'reject',
  'expire',
  'send_back',
  'claim',
  'succeed',
  'fail',
  'lose',
  'lack_funds',
  'retry',
  'void',
  'reverse',
] as const satisfies readonly ProposalStep[]

const anyStep = fc.constantFrom(...STEPS)
/** Mostly likely steps, so that walks get far into the gate instead of being refused at its door. */
const walk = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<ProposalStep>('approve', 'claim', 'succeed', 'retry', 'lose', 'fail') },
    { weight: 1, arbitrary: anyStep },
  ),
  { maxLength: 60 },
)

type Taken = { readonly from: ProposalState; readonly step: ProposalStep; readonly to: ProposalState }

/** The steps of a walk that were possible; the others leave the proposal as it is. */
function follow(start: ProposalState, steps: readonly ProposalStep[]): Taken[] {
  const taken: Taken[] = []
  let state = start
  for (const step of steps) {
    const to = nextState(state, step)
    if (to === null) continue
    taken.push({ from: state, step, to })
    state = to
  }
  return taken
}

const everyWalk = (holds: (taken: readonly Taken[]) => void) =>
  fc.assert(
    fc.property(fc.constantFrom(...PROPOSAL_STATES), walk, (start, steps) => holds(follow(start, steps))),
    { numRuns: 2_000 },
  )

describe('however steps come,', () => {
  test('a proposal is executed at most once', () => {
    everyWalk((taken) => {
      expect(taken.filter(({ to }) => to === 'executed').length).toBeLessThanOrEqual(1)
    })
  })

  test('between two attempts the first one is known to have done nothing', () => {
    everyWalk((taken) => {
      const claims = taken.flatMap(({ step }, index) => (step === 'claim' ? [index] : []))
      for (const [nth, claim] of claims.entries()) {
        const next = claims[nth + 1]
        if (next === undefined) continue
        const between = taken.slice(claim + 1, next).map(({ step }) => step)
        expect(between.includes('lack_funds') || (between.includes('fail') && between.includes('retry'))).toBe(true)
        expect(between).not.toContain('succeed')
      }
    })
  })

  test('what was approved by nobody is not claimed', () => {
    fc.assert(
      fc.property(walk, (steps) => {
        const taken = follow('needs_approval', steps)
        const claim = taken.findIndex(({ step }) => step === 'claim')
        if (claim === -1) return
        expect(taken.slice(0, claim).map(({ step }) => step)).toContain('approve')
      }),
    )
  })

  test('every state is one the gate knows', () => {
    everyWalk((taken) => {
      for (const { to } of taken) expect(PROPOSAL_STATES).toContain(to)
    })
  })
})

test.each(['rejected', 'expired', 'void', 'reversed'] as const)('nothing leads out of %s', (state) => {
  expect(STEPS.map((step) => nextState(state, step))).toEqual(STEPS.map(() => null))
})

test('an executed proposal can only come back as reversed', () => {
  expect(STEPS.filter((step) => nextState('executed', step) !== null)).toEqual(['reverse'])
})

test.each(['claim', 'retry', 'void', 'expire', 'send_back'] as const)(
  'an unknown outcome allows no %s: it must be known first',
  (step) => {
    expect(nextState('unknown', step)).toBeNull()
    expect(nextState('executing', step)).toBeNull()
  },
)

test('only a definite failure can be tried again by a person', () => {
  expect(PROPOSAL_STATES.filter((state) => nextState(state, 'retry') !== null)).toEqual(['failed'])
})

test('only what is approved, or waits for funds, can be claimed', () => {
  expect(PROPOSAL_STATES.filter((state) => nextState(state, 'claim') !== null)).toEqual(['approved', 'waiting_funds'])
})

test('every state has a word of its own', () => {
  expect(new Set(Object.values(STATE_WORDS).map(({ word }) => word)).size).toBe(PROPOSAL_STATES.length)
})

test('two attempts never share a key, and one attempt always has the same', () => {
  const id = fc.stringMatching(/^prp_[0-9a-z]{26}$/)
  const attempt = fc.integer({ min: 1, max: 1_000 })
  fc.assert(
    fc.property(id, attempt, id, attempt, (leftId, left, rightId, right) => {
      const isSame = leftId === rightId && left === right
      expect(idempotencyKey(leftId, left) === idempotencyKey(rightId, right)).toBe(isSame)
    }),
  )
})
