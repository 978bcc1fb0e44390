import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runQuietly } from './children.ts'
import { fingerprint, ROOT, unlessDone } from './fingerprint.ts'

const NEXT = join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next')
const PRISMA = join(ROOT, 'node_modules', 'prisma', 'build', 'index.js')
const SOURCES = [
  'app',
  'components',
  'lib',
  'prisma/schema',
  'public',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.mjs',
]
const CONFIGURATION = ['postcss.config.mjs', 'tsconfig.json', 'package.json', 'package-lock.json']

/** Generates the database client when the schema changed. No engine is downloaded: generating needs none. */
export function generateClient(): Promise<void> {
  const target = join(ROOT, 'prisma', 'generated')
  const mark = fingerprint(['prisma/schema', 'package-lock.json'])
  return unlessDone(join(target, '.made-from'), mark, async () => {
    rmSync(target, { recursive: true, force: true })
    await runQuietly([PRISMA, 'generate'], { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath })
  })
}

/** Where the web application is built to: another folder for tests, which run beside a product. */
export const BUILD_DIR = process.env.TIEOUT_BUILD_DIR ?? '.next'

/** Builds the web application when a source changed. */
export function buildApplication(buildDir = BUILD_DIR): Promise<void> {
  const made = join(ROOT, buildDir, '.made-from')
  const isWhole = existsSync(join(ROOT, buildDir, 'BUILD_ID'))
  if (!isWhole) rmSync(made, { force: true })
  return unlessDone(made, fingerprint([...SOURCES, ...CONFIGURATION]), () =>
    runQuietly([NEXT, 'build'], { TIEOUT_BUILD_DIR: buildDir, NODE_ENV: 'production' }),
  )
}

/** Writes the types of the routes, without which links cannot be checked. */
export const generateRouteTypes = (buildDir = BUILD_DIR): Promise<void> =>
  runQuietly([NEXT, 'typegen'], { TIEOUT_BUILD_DIR: buildDir })
