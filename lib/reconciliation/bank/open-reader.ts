import { Bai2Statement } from './bai2-statement.ts'
import { CamtStatement } from './camt-statement.ts'
import type { CsvMapping } from './csv-mapping-schema.ts'
import { CsvStatement } from './csv-statement-model.ts'
import type { StatementFormat } from './format-model.ts'
import { Mt940Statement } from './mt940-statement.ts'
import { type StatementReader, unreadableFile } from './statement-model.ts'

/** The reader of a format. A CSV needs its mapping and the currency of the account it is of. */
export async function openReader(
  format: StatementFormat,
  csv: { readonly mapping: CsvMapping; readonly currency: string } | null,
): Promise<StatementReader> {
  if (format === 'camt.053') {
    // Only XML needs it: Node loads it with the first, and it is in no bundle.
    const { default: sax } = await import(/* turbopackIgnore: true */ 'sax')
    return new CamtStatement(sax.parser(true, { trim: false }))
  }
  if (format === 'mt940') return new Mt940Statement()
  if (format === 'bai2') return new Bai2Statement()
  if (csv === null)
    throw unreadableFile('Nobody has said yet how this bank’s CSV is read: import one on the Bank page first.')
  return new CsvStatement(csv.mapping, csv.currency)
}
