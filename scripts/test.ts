// npm test: everything that must hold, in two lanes, because that is what two cores carry.
// With arguments, only the stages whose names contain one of them: npm test -- unit house
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApplication, generateClient, generateRouteTypes } from './run/compile.ts'
import { Shutdown, sentenceOf } from './run/signals.ts'
import { Steps } from './run/steps.ts'
import { requireChromium } from './testing/chromium.ts'
import { check, type Outcome, playwright, type Stage, vitest, work } from './testing/stages.ts'

/** Beside the product's own build, so that testing does not disturb a running product. */
const BUILD_DIR = '.next-test'
const SLOWEST_SHOWN = 10
const LINES_SHOWN = 300

const steps = new Steps()
const shutdown = new Shutdown()
const reports = mkdtempSync(join(tmpdir(), 'tieout-reports-'))
shutdown.onEnd(async () => rmSync(reports, { recursive: true, force: true }))

let chromiumPath = ''
const browserLane: Stage[] = [
  work('build', () => buildApplication(BUILD_DIR)),
  work('chromium', async () => {
    chromiumPath = requireChromium()
  }),
  {
    name: 'browser tests',
    run: () =>
      playwright('browser tests', join(reports, 'browser.json'), {
        CHROMIUM_PATH: chromiumPath,
        TIEOUT_BUILD_DIR: BUILD_DIR,
      }).run(),
  },
]
const codeLane: Stage[] = [
  check('format and lint', ['node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '--colors=off', '.']),
  check('house rules', ['scripts/house-rules.ts']),
  check('unused code', ['node_modules/knip/bin/knip.js', '--no-progress']),
  check('types', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.']),
  vitest('unit and property tests', 'unit', join(reports, 'unit.json')),
  vitest('integration tests', 'integration', join(reports, 'integration.json')),
]

type Result = Outcome & { readonly name: string }

const wanted = process.argv.slice(2)
const isWanted = ({ name }: Stage) => wanted.length === 0 || wanted.some((word) => name.includes(word))

async function lane(stages: readonly Stage[]): Promise<Result[]> {
  const results: Result[] = []
  for (const stage of stages.filter(isWanted)) results.push({ name: stage.name, ...(await outcomeOf(stage)) })
  return results
}

/** A stage that crashes is a failure, never a silence. */
async function outcomeOf(stage: Stage): Promise<Outcome> {
  let outcome: Outcome | undefined
  await steps
    .run(stage.name, async () => {
      outcome = await stage.run()
      if (outcome.failed > 0) throw new Error(`${outcome.failed} failed`)
    })
    .catch((error: unknown) => {
      outcome ??= { passed: 0, failed: 1, output: sentenceOf(error), tests: [] }
    })
  return outcome ?? { passed: 0, failed: 1, output: `${stage.name} told nothing`, tests: [] }
}

const startedMs = performance.now()
const generated = await outcomeOf(
  work('generated code', async () => {
    await Promise.all([generateClient(), generateRouteTypes('.next').then(() => generateRouteTypes(BUILD_DIR))])
  }),
)
const lanes = generated.failed > 0 ? [] : (await Promise.all([lane(browserLane), lane(codeLane)])).flat()
const results: Result[] = [{ name: 'generated code', ...generated }, ...lanes]

for (const { name, output } of results.filter(({ failed }) => failed > 0)) {
  console.log(`\n── ${name} ──\n${output.split('\n').slice(-LINES_SHOWN).join('\n')}`)
}

const slowest = results.flatMap(({ tests }) => tests).sort((a, b) => b.durationMs - a.durationMs)
console.log('\nSlowest tests')
for (const { name, durationMs } of slowest.slice(0, SLOWEST_SHOWN)) {
  console.log(`  ${(durationMs / 1_000).toFixed(1).padStart(6)} s  ${name}`)
}
const sum = (count: (result: Result) => number) => results.reduce((total, result) => total + count(result), 0)
const failed = sum((result) => result.failed)
console.log(`\n${((performance.now() - startedMs) / 1_000).toFixed(0)} s`)
console.log(`${sum((result) => result.passed)} passed, ${failed} failed`)
await shutdown.end(failed === 0 ? 0 : 1)
