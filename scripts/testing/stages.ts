import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { type Environment, endOf, spawnNode } from '../run/children.ts'

export type TimedTest = { readonly name: string; readonly durationMs: number }

export type Outcome = {
  readonly passed: number
  readonly failed: number
  /** What to print when something failed. */
  readonly output: string
  readonly tests: readonly TimedTest[]
}

export type Stage = { readonly name: string; run(): Promise<Outcome> }

export const PASSED: Outcome = { passed: 1, failed: 0, output: '', tests: [] }

/** A check that passes when its program ends well. */
export const check = (name: string, args: readonly string[], env: Environment = {}): Stage => ({
  name,
  run: async () => {
    const { failure, output } = await capture(args, env)
    return failure === undefined ? PASSED : { passed: 0, failed: 1, output: output || failure, tests: [] }
  },
})

/** Work that passes when it does not throw. */
export const work = (name: string, run: () => Promise<void>): Stage => ({
  name,
  run: async () => {
    await run()
    return PASSED
  },
})

const vitestSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string(), duration: z.number().nullish() })),
    }),
  ),
})

/** One of vitest's projects. A file that could not be loaded and a run without tests count as failures. */
export const vitest = (name: string, project: string, reportFile: string): Stage => ({
  name,
  run: async () => {
    const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', project, '--reporter=default']
    const { failure, output } = await capture([...args, '--reporter=json', `--outputFile.json=${reportFile}`], {})
    const files = read(reportFile, vitestSchema)?.testResults ?? []
    const tests = files.flatMap((file) => file.assertionResults)
    const broken = files.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
    return counted({
      passed: tests.filter(({ status }) => status === 'passed').length,
      failed: tests.filter(({ status }) => status !== 'passed').length + broken.length,
      failure,
      output,
      tests: tests.map(({ fullName, duration }) => ({ name: fullName, durationMs: duration ?? 0 })),
    })
  },
})

const specSchema = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(z.object({ status: z.string(), results: z.array(z.object({ duration: z.number() })) })),
})
type Suite = { specs?: z.infer<typeof specSchema>[] | undefined; suites?: Suite[] | undefined }
const suiteSchema: z.ZodType<Suite> = z.lazy(() =>
  z.object({ specs: z.array(specSchema).optional(), suites: z.array(suiteSchema).optional() }),
)
const playwrightSchema = z.object({ suites: z.array(suiteSchema) })

/** The browser tests. A test that passed only when tried again is not passed. */
export const playwright = (name: string, reportFile: string, env: Environment): Stage => ({
  name,
  run: async () => {
    const args = ['node_modules/@playwright/test/cli.js', 'test', '--reporter=line,json']
    const { failure, output } = await capture(args, { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile })
    const specs = (read(reportFile, playwrightSchema)?.suites ?? []).flatMap(specsIn)
    const tests = specs.flatMap((spec) => spec.tests.map((test) => ({ ...test, name: `${spec.file}: ${spec.title}` })))
    return counted({
      passed: tests.filter(({ status }) => status === 'expected').length,
      failed: tests.filter(({ status }) => status !== 'expected').length,
      failure,
      output,
      tests: tests.map((test) => ({
        name: test.name,
        durationMs: test.results.reduce((sum, { duration }) => sum + duration, 0),
      })),
    })
  },
})

const specsIn = (suite: Suite): z.infer<typeof specSchema>[] => [
  ...(suite.specs ?? []),
  ...(suite.suites ?? []).flatMap(specsIn),
]

type Counted = Outcome & { readonly failure: string | undefined }

function counted({ passed, failed, failure, output, tests }: Counted): Outcome {
  if (failed > 0) return { passed, failed, output, tests }
  if (failure !== undefined) return { passed, failed: 1, output: `${output}\n(${failure})`, tests }
  return passed === 0
    ? { passed, failed: 1, output: `${output}\nThis stage ran no tests.`, tests }
    : { passed, failed, output, tests }
}

function read<T>(file: string, schema: z.ZodType<T>): T | undefined {
  return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined
}

/** The tests start some hundred processes of the same sources: each is compiled once. */
const COMPILED = { NODE_COMPILE_CACHE: join(tmpdir(), 'tieout-compiled') }

async function capture(
  args: readonly string[],
  env: Environment,
): Promise<{ failure: string | undefined; output: string }> {
  const chunks: Buffer[] = []
  const child = spawnNode(args, {
    env: { ...process.env, NODE_ENV: 'test', FORCE_COLOR: '0', NEXT_TELEMETRY_DISABLED: '1', ...COMPILED, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk))
  const failure = await endOf(child)
  return { failure, output: Buffer.concat(chunks).toString().trim() }
}
