import { z } from 'zod'
import { SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { inRawTransaction, SYSTEM } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { type LocalFile, withSpooled } from '#lib/platform/file-bytes.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { addBankAccount, type BankAccount, listBankAccounts } from '#lib/reconciliation/bank/bank-account.ts'
import { guessMapping } from '#lib/reconciliation/bank/guess-mapping-model.ts'
import { importStatement } from '#lib/reconciliation/bank/import-statement.ts'
import { importRecords } from '#lib/reconciliation/records/import-records.ts'
import { guessRecords } from '#lib/reconciliation/records/record-mapping-schema.ts'

const fileList = z.object({ files: z.array(z.object({ name: z.string() })) })

/** The demo's bank accounts: their numbers, and in which form each one's statements are fetched. */
const ACCOUNTS = [
  { currency: 'USD', number: '4400012345', file: /^bank-.*-usd\.csv$/ },
  { currency: 'EUR', number: 'DE89370400440532013000', file: /^bank-.*-eur\.camt053\.xml$/ },
  { currency: 'JPY', number: '0012345678', file: /^bank-.*-jpy\.mt940$/ },
  { currency: 'KWD', number: 'KW81CBKU0000000000001234560101', file: /^bank-.*-kwd\.mt940$/ },
] as const
const RECORDS = /^orders-.*\.csv$/
const BYTES_MAX = 64 * 1_048_576

/**
 * Imports what the demo's marketplace fetched from its bank and its order system, through the same use-cases as a person would.
 * Repeatable: a file that was imported is passed over.
 */
export async function loadDemoSources(entity: Entity, at: Date): Promise<void> {
  const response = await fetch(new URL('/_sandbox/files', env.STRIPE_API_BASE))
  const names = response.ok ? fileList.parse(await response.json()).files.map(({ name }) => name) : []
  const by = { scope: SYSTEM(entity), actor: SYSTEM_ACTOR, at } as const
  for (const wanted of ACCOUNTS) {
    const files = names.filter((name) => wanted.file.test(name)).sort()
    if (files.length === 0) continue
    const account = await accountFor(entity, wanted, at)
    let mapping = account.csvMapping
    for (const fileName of files) {
      await withFile(fileName, async (file) => {
        if (fileName.endsWith('.csv')) mapping ??= guessMapping(file.head).mapping
        await importStatement({ ...by, source: 'upload', file, fileName, accountId: account.id, mapping })
      })
    }
  }
  for (const fileName of names.filter((name) => RECORDS.test(name)).sort()) {
    await withFile(fileName, async (file) => {
      const { mapping } = guessRecords(file.head)
      const { functionalCurrency } = entity
      await importRecords({ ...by, source: 'upload', file, fileName, isJson: false, mapping, functionalCurrency })
    })
  }
}

async function accountFor(
  entity: Entity,
  { currency, number }: (typeof ACCOUNTS)[number],
  at: Date,
): Promise<BankAccount> {
  return inRawTransaction(SYSTEM(entity), async (tx) => {
    const known = (await listBankAccounts(tx)).find((account) => account.currency === currency)
    const name = `First Harbor ${currency}`
    return known ?? addBankAccount(tx, { name, currency, number }, { actor: SYSTEM_ACTOR, at })
  })
}

/** A file of the sandbox's; one that was imported before, or holds nothing yet, is passed over. */
async function withFile(name: string, work: (file: LocalFile) => Promise<void>): Promise<void> {
  const response = await fetch(new URL(`/_sandbox/files/${name}`, env.STRIPE_API_BASE))
  if (!response.ok || response.body === null) throw new Error(`the sandbox has no file ${name}`)
  const text = await response.bytes()
  if (text.indexOf(LINE_END) === text.length - 1) return
  await withSpooled(inOne(text), BYTES_MAX, work).catch((error: unknown) => {
    if (!(error instanceof Refusal && error.code.endsWith('.known_file'))) throw error
  })
}

/** A CSV whose only line is its header ends where that line does. */
const LINE_END = 10

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
