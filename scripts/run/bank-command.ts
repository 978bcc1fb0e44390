import { basename } from 'node:path'
import type { Command } from './commands.ts'
import { presentInstant } from './present-instant.ts'

export const bankImportCommand: Command = {
  words: ['bank', 'import'],
  usage: 'bank import <file> [--account bank_…] [--json]   import a bank statement: CSV, camt.053, MT940 or BAI2',
  run: async ({ names: [path], flags }) => {
    if (path === undefined) throw new Error('Name the file: bank import october.xml')
    const { currentEntity } = await import('#lib/entities/entity.ts')
    const { SYSTEM_ACTOR } = await import('#lib/audit/record-audit.ts')
    const { SYSTEM } = await import('#lib/platform/db.ts')
    const { lookAtFile } = await import('#lib/platform/file-bytes.ts')
    const { formatMoney } = await import('#lib/money/format.ts')
    const { importStatement } = await import('#lib/reconciliation/bank/import-statement.ts')
    const at = await presentInstant()
    const statements = await importStatement({
      scope: SYSTEM(await currentEntity()),
      actor: SYSTEM_ACTOR,
      source: 'command',
      file: await lookAtFile(path),
      fileName: basename(path),
      accountId: flags.account ?? null,
      at,
    })
    if (flags.json) {
      console.log(JSON.stringify({ statements }, null, 2))
      return 0
    }
    for (const { accountName, lineCount, skippedCount, sum, opening, closing } of statements) {
      const balances =
        opening === null || closing === null
          ? 'the file says no balances'
          : `${formatMoney(opening)} + ${formatMoney(sum)} = ${formatMoney(closing)}`
      console.log(`${accountName}: ${lineCount} lines imported, ${skippedCount} left out; ${balances}.`)
    }
    return 0
  },
}
