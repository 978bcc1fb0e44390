import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ACTS, attempt, openSellers } from '../testing/acts.ts'
import { openBench } from '../testing/harness.ts'
import { brokenInvariants } from '../testing/invariants.ts'

const steps = fc.array(
  fc.tuple(
    fc.constantFrom(...Object.keys(ACTS)),
    fc.record({ size: fc.integer({ min: 50, max: 60_000 }), pick: fc.nat({ max: 30 }), flag: fc.boolean() }),
  ),
  { minLength: 20, maxLength: 60 },
)

test('money keeps its promises whatever is done with it in whatever order', async () => {
  const { sandbox } = await openBench({ seed: 11 })
  const stage = { world: sandbox.world, sellers: openSellers(sandbox.world) }
  const done = new Set<string>()
  fc.assert(
    fc.property(steps, (walk) => {
      for (const [name, step] of walk) if (attempt(stage, name, step)) done.add(name)
      expect(brokenInvariants(stage.world)).toEqual([])
    }),
    { numRuns: 20, seed: 7, endOnFailure: true },
  )
  expect([...done].sort()).toEqual(Object.keys(ACTS).sort())
})
