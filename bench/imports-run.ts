// Imports one file as the product does and tells how long it took and how much memory it held. Arguments: bank or records, the file.
// Needs DATABASE_URL, DATABASE_APP_URL and BENCH_ACCOUNT, the bank account. Prints "begun" once lines are stored, and ends with JSON.
import { SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { currentEntity } from '#lib/entities/entity.ts'
import { closeDatabase, SYSTEM } from '#lib/platform/db.ts'
import { lookAtFile } from '#lib/platform/file-bytes.ts'
import { guessMapping } from '#lib/reconciliation/bank/guess-mapping-model.ts'
import { importStatement } from '#lib/reconciliation/bank/import-statement.ts'
import { importRecords } from '#lib/reconciliation/records/import-records.ts'
import { guessRecords } from '#lib/reconciliation/records/record-mapping-schema.ts'
import type { ImportRun } from './imports.ts'

const SAMPLE_MS = 100
const BEGUN_LINES = 100_000

const [kind, path = ''] = process.argv.slice(2)
let peak = 0
const sampler = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss)
}, SAMPLE_MS)
const entity = await currentEntity()
const start = performance.now()
const file = await lookAtFile(path)
let hasSaid = false
const onProgress = ({ lines }: { lines: number }) => {
  if (hasSaid || lines < BEGUN_LINES) return
  hasSaid = true
  console.log('begun')
}
const by = {
  scope: SYSTEM(entity),
  actor: SYSTEM_ACTOR,
  source: 'command',
  fileName: `${kind}.csv`,
  file,
  onProgress,
} as const
const count = kind === 'bank' ? await bank() : await records()
clearInterval(sampler)
await closeDatabase()
const run: ImportRun = { ms: performance.now() - start, peakMib: peak / 1_048_576, count }
console.log(JSON.stringify(run))
// What follows the demo's clock would keep the process.
process.exit()

async function bank(): Promise<number> {
  const [result] = await importStatement({
    ...by,
    accountId: process.env.BENCH_ACCOUNT ?? '',
    mapping: guessMapping(file.head).mapping,
    at: new Date(),
  })
  return result?.lineCount ?? 0
}

async function records(): Promise<number> {
  const { mapping } = guessRecords(file.head)
  const { functionalCurrency } = entity
  return (await importRecords({ ...by, isJson: false, mapping, functionalCurrency, at: new Date() })).recordCount
}
