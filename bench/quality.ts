// What reconciliation makes of histories whose faults are known: twenty seeds with planted discrepancies and five without, each in a
// database and a process of its own. BENCH_QUALITY_SEEDS takes other seeds, as 1-20 or 3; BENCH_QUALITY_CLEAN those of clean ones.
import pg from 'pg'
import { endOf, spawnNode } from '#scripts/run/children.ts'
import type { ClassTally, SeedResult } from './quality-model.ts'
import type { Measurement } from './windows.ts'

type Site = { readonly appUrl: string; readonly superUrl: string }

export async function benchQuality(site: Site): Promise<Measurement[]> {
  const classes = new Map<string, ClassTally>()
  let [matches, wrongMatches, falseAlarms, alarmsOfClean, uneven, seeds] = [0, 0, 0, 0, 0, 0]
  for (const { seed, isClean } of histories()) {
    const result = await resultOf(site, seed, isClean)
    seeds += 1
    for (const [name, tally] of Object.entries(result.classes)) classes.set(name, added(classes.get(name), tally))
    matches += result.matches
    wrongMatches += result.wrongMatches
    uneven += result.unevenRemainders
    if (isClean) alarmsOfClean += result.falseAlarms
    else falseAlarms += result.falseAlarms
    const planted = Object.values(result.classes).reduce((sum, one) => sum + one.planted, 0)
    console.log(
      `        seed ${seed}${isClean ? ' clean' : ''}: ${planted} planted, ${result.matches} matches, ${result.notes.length} amiss`,
    )
    for (const note of result.notes) console.log(`        seed ${seed}${isClean ? ' clean' : ''}: ${note}`)
  }
  console.log(`        ${'class'.padEnd(24)} planted   found   class  amount`)
  for (const [name, { planted, found, rightClass, rightAmount }] of [...classes].sort())
    console.log(
      `        ${name.padEnd(24)} ${[planted, found, rightClass, rightAmount].map((count) => `${count}`.padStart(7)).join(' ')}`,
    )
  const all = [...classes.values()].reduce(added, { planted: 0, found: 0, rightClass: 0, rightAmount: 0 })
  const share = (count: number) => (all.planted === 0 ? null : count / all.planted)
  const none = (name: string, count: number, of: string): Measurement => ({
    name,
    ratio: count === 0 ? 1 : 0,
    atLeast: 1,
    detail: `${count} of ${of}`,
  })
  return [
    {
      name: 'planted discrepancies found',
      ratio: share(all.found),
      atLeast: 0.995,
      detail: `${all.found} of ${all.planted}`,
    },
    {
      name: 'of the right class',
      ratio: share(all.rightClass),
      atLeast: 0.98,
      detail: `${all.rightClass} of ${all.planted}`,
    },
    {
      name: 'of the right amount',
      ratio: share(all.rightAmount),
      atLeast: 0.98,
      detail: `${all.rightAmount} of ${all.planted}`,
    },
    none('no match of the engine’s own is wrong', wrongMatches, `${matches.toLocaleString('en')} matches`),
    none(
      'no variance that nobody planted',
      falseAlarms + alarmsOfClean,
      `${seeds} seeds, ${alarmsOfClean} in clean ones`,
    ),
    none('every labelled remainder adds up', uneven, `the payouts of ${seeds} seeds`),
  ]
}

type History = { readonly seed: number; readonly isClean: boolean }

function histories(): History[] {
  const planted = seedsIn(process.env.BENCH_QUALITY_SEEDS ?? '1-20').map((seed) => ({ seed, isClean: false }))
  return [...planted, ...seedsIn(process.env.BENCH_QUALITY_CLEAN ?? '1-5').map((seed) => ({ seed, isClean: true }))]
}

/** "3-5,9" as 3, 4, 5 and 9. */
function seedsIn(text: string): number[] {
  return text
    .split(',')
    .filter((part) => part !== '')
    .flatMap((part) => {
      const [from = 1, to = from] = part.split('-').map((number) => Number.parseInt(number, 10))
      return Array.from({ length: to - from + 1 }, (_, index) => from + index)
    })
}

function added(sum: ClassTally | undefined, one: ClassTally): ClassTally {
  return {
    planted: (sum?.planted ?? 0) + one.planted,
    found: (sum?.found ?? 0) + one.found,
    rightClass: (sum?.rightClass ?? 0) + one.rightClass,
    rightAmount: (sum?.rightAmount ?? 0) + one.rightAmount,
  }
}

/** Runs one seed in a copy of the migrated database, which nobody is connected to. */
async function resultOf({ appUrl, superUrl }: Site, seed: number, isClean: boolean): Promise<SeedResult> {
  const template = new URL(superUrl).pathname.slice(1)
  const name = `quality_${seed}${isClean ? '_clean' : ''}`
  await asAdmin(superUrl, `CREATE DATABASE "${name}" TEMPLATE "${template}" STRATEGY FILE_COPY`)
  const args = [new URL('quality-seed.ts', import.meta.url).pathname, `${seed}`, ...(isClean ? ['clean'] : [])]
  const child = spawnNode(args, {
    env: {
      ...process.env,
      DATABASE_URL: '',
      DATABASE_APP_URL: inDatabase(appUrl, name),
      DATABASE_SUPER_URL: inDatabase(superUrl, name),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const output: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk))
  const failure = await endOf(child)
  if (failure !== undefined) throw new Error(`Seed ${seed} ended with ${failure}.`)
  await asAdmin(superUrl, `DROP DATABASE "${name}"`)
  const last = Buffer.concat(output).toString().trim().split('\n').at(-1) ?? ''
  return JSON.parse(last) as SeedResult
}

async function asAdmin(superUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inDatabase(superUrl, 'postgres') })
  await client.connect()
  await client.query(statement)
  await client.end()
}

function inDatabase(connection: string, database: string): string {
  const url = new URL(connection)
  url.pathname = `/${database}`
  return url.href
}
