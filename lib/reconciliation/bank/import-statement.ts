import { type AuditActor, recordAudit } from '#lib/audit/record-audit.ts'
import type { WireMoney } from '#lib/money/money.ts'
import { inRawTransaction, type Scope, type Sql } from '#lib/platform/db.ts'
import { type LocalFile, textOf } from '#lib/platform/file-bytes.ts'
import { newId } from '#lib/platform/ids.ts'
import { enqueue } from '#lib/platform/jobs.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { refreshAfterFilling } from '#lib/platform/statistics.ts'
import { keepMapping } from './bank-account.ts'
import { importedBefore, insertBankFile } from './bank-store.ts'
import { accountOfStatement, chosenAccount, csvChoice } from './choose-account.ts'
import type { CsvMapping } from './csv-mapping-schema.ts'
import { detectFormat, type StatementFormat } from './format-model.ts'
import { Intake } from './intake.ts'
import { openReader } from './open-reader.ts'
import type { SkippedLine, StatementPart } from './statement-model.ts'

export type ImportSource = 'upload' | 'api' | 'folder' | 'command'

export type StatementImport = {
  readonly scope: Scope
  readonly actor: AuditActor
  readonly source: ImportSource
  readonly file: LocalFile
  readonly fileName: string
  /** The account it is of; null when the file says it. */
  readonly accountId: string | null
  /** How a CSV is read, when somebody says it now; it is remembered with the account. */
  readonly mapping?: CsvMapping | null
  /** Tells what an import would do, and does nothing. */
  readonly isCheckOnly?: boolean
  readonly onProgress?: (progress: ImportProgress) => void
  readonly at: Date
}

export type ImportProgress = { readonly bytes: number; readonly byteCount: number; readonly lines: number }

/** What a file brought to one account. */
export type ImportedStatement = {
  readonly fileId: string
  readonly accountId: string
  readonly accountName: string
  readonly format: StatementFormat
  readonly lineCount: number
  readonly skippedCount: number
  /** The first of the lines that were left out. */
  readonly skipped: readonly SkippedLine[]
  readonly sum: WireMoney
  /** Null when the file does not say them; when it does, opening and sum were proved to give closing. */
  readonly opening: WireMoney | null
  readonly closing: WireMoney | null
  readonly firstOn: string | null
  readonly lastOn: string | null
}

/**
 * Imports a statement file: all of it, or nothing with the line that is to blame. A file that was imported before is refused, and
 * lines that came with another file are left out, each with its reason. Two imports into one account wait for each other. What was
 * refused is noted, so that somebody sees it who did not stand beside.
 */
export async function importStatement(wanted: StatementImport): Promise<ImportedStatement[]> {
  try {
    return await inRawTransaction(wanted.scope, async (tx) => {
      const results = await readInto(tx, wanted)
      if (wanted.isCheckOnly === true) throw new Checked(results)
      return results
    })
  } catch (error) {
    if (error instanceof Checked) return error.results
    if (error instanceof Refusal && wanted.isCheckOnly !== true && error.code !== KNOWN)
      await noteRefusal(wanted, error)
    throw error
  }
}

/** Carries the results of a check out of the transaction that it undoes. */
class Checked extends Error {
  readonly results: ImportedStatement[]
  constructor(results: ImportedStatement[]) {
    super('checked')
    this.results = results
  }
}

const KNOWN = 'bank.known_file'

async function readInto(tx: Sql, wanted: StatementImport): Promise<ImportedStatement[]> {
  const { file, onProgress } = wanted
  const format = detectFormat(file.head)
  const chosen = await chosenAccount(tx, wanted.accountId)
  const csv = format === 'csv' ? await csvChoice(tx, file, { account: chosen, mapping: wanted.mapping ?? null }) : null
  const reader = await openReader(format, csv && { mapping: csv.mapping, currency: csv.account.currency })
  const intakes = new Map<string, Intake>()
  let current: Intake | null = null
  const isProved = format !== 'csv' || (csv?.mapping.roles.includes('balance') ?? false)
  const take = async (parts: readonly StatementPart[]) => {
    for (const part of parts) {
      if (part.kind === 'begin') {
        const account = await accountOfStatement(tx, csv?.account ?? chosen, part)
        current = intakes.get(account.id) ?? (await beginIntake(tx, wanted, new Intake(tx, account)))
        intakes.set(account.id, current)
        current.totals.begin(part.lineNo, part.openingMinor)
        current.totals.speaksOf(part.fromOn)
      } else if (current === null) throw new Error(`a ${format} reader gave a line before a statement began`)
      else if (part.kind === 'line') current.take(part.line, isProved)
      else if (part.kind === 'skipped') current.leave(part.skipped)
      else {
        current.totals.end(part.lineNo, part.closingMinor, part.openingMinor ?? null)
        // A statement of a month that is not over cannot speak of days to come.
        const today = wanted.at.toISOString().slice(0, 10)
        current.totals.speaksOf(part.toOn && part.toOn > today ? today : part.toOn)
      }
      await current.store()
    }
  }
  let [chars, bytes] = [0, 0]
  for await (const text of textOf(file)) {
    await take(reader.push(text))
    chars += text.length
    bytes = Math.min(file.byteCount, Math.max(bytes, chars))
    onProgress?.({ bytes, byteCount: file.byteCount, lines: linesOf(intakes) })
  }
  await take(reader.end())
  if (csv !== null) await keepMapping(tx, csv.account.id, csv.mapping)
  const results: ImportedStatement[] = []
  for (const intake of intakes.values()) results.push(await finish(tx, wanted, intake, format))
  await refreshAfterFilling(tx, 'bank_line', linesOf(intakes))
  await enqueue(tx, 'match', {}, { key: 'match' })
  return results
}

const linesOf = (intakes: ReadonlyMap<string, Intake>) =>
  intakes.values().reduce((sum, { lineCount, skippedCount }) => sum + lineCount + skippedCount, 0)

/** Waits for other imports into the account, and refuses a file that one of them brought. */
async function beginIntake(tx: Sql, { file }: StatementImport, intake: Intake): Promise<Intake> {
  const { account } = intake
  await tx.sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text', [`bank_account:${account.id}`])
  const before = await importedBefore(tx, account.id, file.hash)
  if (before === null) return intake
  throw new Refusal({
    code: KNOWN,
    status: 409,
    field: 'file',
    message: `This very file was imported into ${account.name} before: ${before.fileName}, on ${before.day}. Nothing changed.`,
    detail: { file: before.id },
  })
}

async function finish(
  tx: Sql,
  { scope, actor, source, file, fileName, at }: StatementImport,
  intake: Intake,
  format: StatementFormat,
): Promise<ImportedStatement> {
  await intake.store({ isLast: true })
  const { fileId, account, lineCount, skippedCount, skipped, totals } = intake
  const { sumMinor, firstOn, lastOn } = totals
  const { openingMinor, closingMinor } = totals.balances()
  const row = {
    lineCount,
    skippedCount,
    sumMinor,
    openingMinor,
    closingMinor,
    firstOn,
    lastOn,
    fileName,
    source,
    format,
  }
  await insertBankFile(tx, {
    ...row,
    id: fileId,
    bankAccountId: account.id,
    fileHash: file.hash,
    byteCount: file.byteCount,
    state: 'imported',
    problem: '',
    importedBy: scope.actor,
    at,
  })
  await recordAudit(tx, {
    actor,
    action: 'bank.import',
    subject: { kind: 'bank_file', id: fileId },
    after: { ...row, fileHash: file.hash },
    note: `Imported ${fileName} into ${account.name}: ${lineCount} lines, ${skippedCount} left out`,
    refs: [`bank_account:${account.id}`],
    at,
  })
  const wire = (minor: bigint | null) =>
    minor === null ? null : { minor: minor.toString(), currency: account.currency }
  return {
    fileId,
    accountId: account.id,
    accountName: account.name,
    format,
    lineCount,
    skippedCount,
    skipped,
    sum: { minor: sumMinor.toString(), currency: account.currency },
    opening: wire(openingMinor),
    closing: wire(closingMinor),
    firstOn,
    lastOn,
  }
}

/** Notes an attempt that was refused, beside the files that were imported. */
async function noteRefusal(
  { scope, source, file, fileName, accountId, at }: StatementImport,
  refusal: Refusal,
): Promise<void> {
  await inRawTransaction(scope, async (tx) => {
    const account = await chosenAccount(tx, accountId).catch(() => null)
    await insertBankFile(tx, {
      id: newId('bfl'),
      bankAccountId: account?.id ?? '',
      fileName,
      fileHash: file.hash,
      byteCount: file.byteCount,
      format: '',
      source,
      state: 'refused',
      problem: refusal.message,
      lineCount: 0,
      skippedCount: 0,
      sumMinor: 0n,
      openingMinor: null,
      closingMinor: null,
      firstOn: null,
      lastOn: null,
      importedBy: scope.actor,
      at,
    })
  })
}
