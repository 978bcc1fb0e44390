import { type AuditActor, recordAudit } from '#lib/audit/record-audit.ts'
import { inRawTransaction, type Scope, type Sql } from '#lib/platform/db.ts'
import { type LocalFile, textOf } from '#lib/platform/file-bytes.ts'
import { newId } from '#lib/platform/ids.ts'
import { enqueue } from '#lib/platform/jobs.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { refreshAfterFilling } from '#lib/platform/statistics.ts'
import { inWords } from '../columns/read-amount.ts'
import { CsvRecords } from './csv-records.ts'
import { insertRecordFile, lastRecordMapping, recordsBefore } from './record-file-store.ts'
import { RecordKeys } from './record-key.ts'
import type { RecordMapping } from './record-mapping-schema.ts'
import {
  type RecordTotals,
  recordsInput,
  recordsOf,
  type SellerRecordLine,
  type SkippedRecord,
  unreadableRecords,
} from './record-model.ts'
import { insertRecords, insertSkippedRecords } from './record-store.ts'
import { sellerNames } from './seller-names.ts'

export type RecordsImport = {
  readonly scope: Scope
  readonly actor: AuditActor
  readonly source: 'upload' | 'api' | 'command'
  readonly file: LocalFile
  readonly fileName: string
  readonly isJson: boolean
  /** How a CSV is read, when somebody says it now; else the way the last one was. */
  readonly mapping?: RecordMapping | null
  /** What the other system says all lines add up to, gross per currency; empty when it does not say. */
  readonly expected?: readonly { readonly currency: string; readonly minor: bigint }[]
  /** The currency of the books. */
  readonly functionalCurrency: string
  readonly isCheckOnly?: boolean
  readonly onProgress?: (progress: { bytes: number; byteCount: number; lines: number }) => void
  readonly at: Date
}

export type ImportedRecords = {
  readonly fileId: string
  readonly recordCount: number
  readonly skippedCount: number
  readonly skipped: readonly SkippedRecord[]
  /** How many of the records name a seller that is not known here. */
  readonly unknownSellers: number
  readonly totals: readonly (Omit<RecordTotals, 'grossMinor' | 'taxMinor' | 'commissionMinor'> & {
    readonly grossMinor: string
    readonly taxMinor: string
    readonly commissionMinor: string
  })[]
}

const LOT = 500
const SHOWN_MAX = 50
const JSON_BYTES_MAX = 16 * 1_048_576
const KNOWN = 'records.known_file'

/** Takes a file of the order system: all of it, or nothing with the line that is to blame. */
export async function importRecords(wanted: RecordsImport): Promise<ImportedRecords> {
  try {
    return await inRawTransaction(wanted.scope, async (tx) => {
      const result = await readInto(tx, wanted)
      if (wanted.isCheckOnly === true) throw new Checked(result)
      return result
    })
  } catch (error) {
    if (error instanceof Checked) return error.result
    if (error instanceof Refusal && wanted.isCheckOnly !== true && error.code !== KNOWN)
      await noteRefusal(wanted, error)
    throw error
  }
}

/** Carries the result of a check out of the transaction that it undoes. */
class Checked extends Error {
  readonly result: ImportedRecords
  constructor(result: ImportedRecords) {
    super('checked')
    this.result = result
  }
}

async function readInto(tx: Sql, wanted: RecordsImport): Promise<ImportedRecords> {
  const { file } = wanted
  await tx.sql("SELECT pg_advisory_xact_lock(hashtextextended('seller_records:' || $1, 0))::text", [tx.scope.entityId])
  await refuseKnown(tx, file)
  const mapping = wanted.isJson ? null : (wanted.mapping ?? (await lastRecordMapping(tx)))
  const names = await sellerNames(tx)
  const fileId = newId('rfl')
  const keys = new RecordKeys()
  const totals = new Map<string, RecordTotals>()
  const skipped: SkippedRecord[] = []
  let [count, skippedCount, unknownSellers] = [0, 0, 0]
  let lot: SellerRecordLine[] = []
  const store = async () => {
    const keyed = lot.map((line) => ({ ...line, key: keys.of(line), sellerId: names.get(line.sellerRef) ?? '' }))
    lot = []
    const left = await insertRecords(tx, fileId, keyed)
    await insertSkippedRecords(tx, fileId, left)
    count += keyed.length - left.length
    skippedCount += left.length
    unknownSellers += keyed.filter(({ sellerId, sellerRef }) => sellerId === '' && sellerRef !== '').length
    skipped.push(...left.slice(0, SHOWN_MAX - skipped.length))
  }
  for await (const { lines, bytes } of linesOf(wanted, mapping)) {
    for (const line of lines) addUp(totals, line)
    lot.push(...lines)
    if (lot.length >= LOT) await store()
    wanted.onProgress?.({ bytes, byteCount: file.byteCount, lines: count + skippedCount })
  }
  await store()
  checkTotals(totals, wanted.expected ?? [])
  const all = [...totals.values()].sort((a, b) => `${a.currency}${a.kind}`.localeCompare(`${b.currency}${b.kind}`))
  await note(tx, wanted, {
    id: fileId,
    state: 'imported',
    problem: '',
    recordCount: count,
    skippedCount,
    totals: all,
    mapping,
  })
  await recordAudit(tx, {
    actor: wanted.actor,
    action: 'records.import',
    subject: { kind: 'seller_record_file', id: fileId },
    after: { fileName: wanted.fileName, fileHash: file.hash, recordCount: count, skippedCount, totals: all },
    note: `Imported ${wanted.fileName}: ${count} records of the order system, ${skippedCount} left out`,
    at: wanted.at,
  })
  await refreshAfterFilling(tx, 'seller_record', count)
  await enqueue(tx, 'match', {}, { key: 'match' })
  const wire = all.map(({ grossMinor, taxMinor, commissionMinor, ...rest }) => ({
    ...rest,
    grossMinor: grossMinor.toString(),
    taxMinor: taxMinor.toString(),
    commissionMinor: commissionMinor.toString(),
  }))
  return { fileId, recordCount: count, skippedCount, skipped, unknownSellers, totals: wire }
}

type Piece = { readonly lines: readonly SellerRecordLine[]; readonly bytes: number }

async function* linesOf(
  { file, isJson, functionalCurrency }: RecordsImport,
  mapping: RecordMapping | null,
): AsyncGenerator<Piece> {
  if (isJson) {
    if (file.byteCount > JSON_BYTES_MAX) throw unreadableRecords('JSON of more than 16 MB is too much for one request.')
    const text = (await Array.fromAsync(textOf(file))).join('')
    yield { lines: recordsOf(recordsInput.parse(parsed(text))), bytes: file.byteCount }
    return
  }
  if (mapping === null)
    throw unreadableRecords(
      'Nobody has said yet how the order system’s CSV is read: import one on the Bank page first.',
    )
  const reader = new CsvRecords(mapping, functionalCurrency)
  let chars = 0
  for await (const text of textOf(file)) {
    chars += text.length
    yield { lines: reader.push(text), bytes: Math.min(chars, file.byteCount) }
  }
  yield { lines: reader.end(), bytes: file.byteCount }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) throw unreadableRecords('The body is not JSON: is it whole?')
    throw error
  }
}

function addUp(
  totals: Map<string, RecordTotals>,
  { kind, currency, grossMinor, taxMinor, commissionMinor }: SellerRecordLine,
) {
  const key = `${currency}:${kind}`
  const sum = totals.get(key) ?? { kind, currency, count: 0, grossMinor: 0n, taxMinor: 0n, commissionMinor: 0n }
  sum.count += 1
  sum.grossMinor += grossMinor
  sum.taxMinor += taxMinor
  sum.commissionMinor += commissionMinor ?? 0n
  totals.set(key, sum)
}

/** Whether the lines add up to what the other system says they do. */
function checkTotals(
  totals: ReadonlyMap<string, RecordTotals>,
  expected: NonNullable<RecordsImport['expected']>,
): void {
  for (const { currency, minor } of expected) {
    const sum = [...totals.values()].reduce((all, one) => (one.currency === currency ? all + one.grossMinor : all), 0n)
    if (sum !== minor)
      throw unreadableRecords(
        `The lines in ${currency} add up to ${inWords(sum, currency)}, and ${inWords(minor, currency)} were announced: is the file whole?`,
      )
  }
}

async function refuseKnown(tx: Sql, file: LocalFile): Promise<void> {
  const before = await recordsBefore(tx, file.hash)
  if (before === null) return
  throw new Refusal({
    code: KNOWN,
    status: 409,
    field: 'file',
    message: `This very file was imported before: ${before.fileName}, on ${before.day}. Nothing changed.`,
  })
}

type Outcome = Pick<
  Parameters<typeof insertRecordFile>[1],
  'id' | 'state' | 'problem' | 'recordCount' | 'skippedCount' | 'totals' | 'mapping'
>

const note = (tx: Sql, { file, fileName, source, scope, at }: RecordsImport, outcome: Outcome) =>
  insertRecordFile(tx, {
    ...outcome,
    fileName,
    fileHash: file.hash,
    byteCount: file.byteCount,
    source,
    importedBy: scope.actor,
    at,
  })

/** Notes an attempt that was refused, beside the files that were imported. */
const noteRefusal = (wanted: RecordsImport, refusal: Refusal) =>
  inRawTransaction(wanted.scope, (tx) =>
    note(tx, wanted, {
      id: newId('rfl'),
      state: 'refused',
      problem: refusal.message,
      recordCount: 0,
      skippedCount: 0,
      totals: [],
      mapping: null,
    }),
  )
