// A bank statement and an order system's file of 200 MB each (BENCH_IMPORT_MB makes them smaller), imported by a process of their own:
// what it holds in memory, how fast it is, and that nothing stays of an import that is killed in the middle.
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Entity } from '#lib/entities/entity.ts'
import { endOf, spawnNode } from '#scripts/run/children.ts'
import type { Measurement } from './windows.ts'

export type ImportRun = { readonly ms: number; readonly peakMib: number; readonly count: number }

type Site = { readonly superUrl: string; readonly dataDir: string }

type Kind = 'bank' | 'records'

const MEMORY_MIB = 400
const ACCOUNT = 'bank_01bench0000000000000000000'
const TABLES: Readonly<Record<Kind, readonly [file: string, lines: string]>> = {
  bank: ['bank_file', 'bank_line'],
  records: ['seller_record_file', 'seller_record'],
}

export async function benchImports(entity: Entity, { superUrl, dataDir }: Site): Promise<Measurement[]> {
  const client = new pg.Client({ connectionString: superUrl })
  await client.connect()
  try {
    await client.query(
      `INSERT INTO bank_account (id, entity_id, livemode, name, currency, created_by, created_at) VALUES ($1, $2, false, 'Bank', 'USD', '', now())`,
      [ACCOUNT, entity.id],
    )
    return [...(await measure(client, 'bank', dataDir)), ...(await measure(client, 'records', dataDir))]
  } finally {
    await client.end()
  }
}

async function measure(client: pg.Client, kind: Kind, dataDir: string): Promise<Measurement[]> {
  const megabytes = Number.parseInt(process.env.BENCH_IMPORT_MB ?? '', 10) || 200
  const path = join(dataDir, `${kind}.csv`)
  const lines = await writeLines(path, kind, megabytes * 1_000_000)
  await killInTheMiddle(kind, path)
  const left = await countOf(client, kind)
  const run = await importWhole(kind, path)
  const stored = await countOf(client, kind)
  const rate = `${lines.toLocaleString('en')} lines in ${Math.round(run.ms / 1_000)} s, ${Math.round((lines * 1_000) / run.ms).toLocaleString('en')} lines/s`
  return [
    {
      name: `memory of importing ${megabytes} MB of ${kind === 'bank' ? 'bank lines' : 'orders'}, of ${MEMORY_MIB} MiB`,
      ratio: MEMORY_MIB / run.peakMib,
      atLeast: 1,
      detail: `${Math.round(run.peakMib)} MiB at its peak; ${rate}`,
    },
    {
      name: 'nothing stays of an import that was killed, and the next one takes all of it',
      ratio: left === 0 && stored === lines && run.count === lines ? 1 : 0,
      atLeast: 1,
      detail: `${left} rows after the kill, ${stored.toLocaleString('en')} after the next import`,
    },
  ]
}

const HEADERS: Readonly<Record<Kind, string>> = {
  bank: 'Date,Description,Bank reference,Amount,Currency',
  records: 'type,order_id,date,seller,line,gross,tax,commission_percent,commission,currency,payment,refund_of',
}

function lineOf(kind: Kind, n: number): string {
  const day = new Date(Date.UTC(2025, 0, 1) + (n % 360) * 86_400_000).toISOString().slice(0, 10)
  const amount = `${10 + (n % 900)}.${`${n % 100}`.padStart(2, '0')}`
  return kind === 'bank'
    ? `${day},"INSTANT TRANSFER, order ${n} of buyer ${n % 9973} thank you for shopping with us again",FH${day.slice(2, 4)}${n},${amount},USD`
    : `sale,ord_${n.toString(36).padStart(12, '0')},${day},seller-${n % 997},1,${amount},0.00,15.00,1.50,USD,stripe,`
}

async function writeLines(path: string, kind: Kind, bytes: number): Promise<number> {
  const out = createWriteStream(path)
  out.write(`${HEADERS[kind]}\n`)
  let [written, count] = [0, 0]
  while (written < bytes) {
    let piece = ''
    for (let index = 0; index < 1_000; index += 1) {
      piece += `${lineOf(kind, count)}\n`
      count += 1
    }
    written += piece.length
    if (!out.write(piece)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
  return count
}

const start = (kind: Kind, path: string) =>
  spawnNode([new URL('imports-run.ts', import.meta.url).pathname, kind, path], {
    env: { ...process.env, BENCH_ACCOUNT: ACCOUNT },
    stdio: ['ignore', 'pipe', 'inherit'],
  })

async function killInTheMiddle(kind: Kind, path: string): Promise<void> {
  const child = start(kind, path)
  const ended = endOf(child)
  child.stdout?.once('data', () => child.kill('SIGKILL'))
  const failure = await ended
  if (failure !== 'SIGKILL') throw new Error(`The import was to be killed, and ended with ${failure ?? 'success'}.`)
}

async function importWhole(kind: Kind, path: string): Promise<ImportRun> {
  const child = start(kind, path)
  const output: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk))
  const failure = await endOf(child)
  if (failure !== undefined) throw new Error(`The import of ${kind} ended with ${failure}.`)
  return JSON.parse(Buffer.concat(output).toString().trim().split('\n').at(-1) ?? '') as ImportRun
}

/** Lines and files that are there. */
async function countOf(client: pg.Client, kind: Kind): Promise<number> {
  const [files, lines] = TABLES[kind]
  const { rows } = await client.query<{ lines: string; files: string }>(
    `SELECT (SELECT count(*) FROM ${lines}) AS lines, (SELECT count(*) FROM ${files}) AS files`,
  )
  const [found] = rows
  return found === undefined || (found.lines === '0') !== (found.files === '0') ? -1 : Number(found.lines)
}
