import { findCurrentEntity } from '#lib/entities/entity.ts'
import type { WireMoney } from '#lib/money/money.ts'
import { parseMoney } from '#lib/money/parse.ts'
import { read, SYSTEM } from '#lib/platform/db.ts'
import { findByCode } from './read-statements.ts'
import { readCode } from './statement-model.ts'

export type StatementCheck =
  | { readonly isGenuine: true; readonly month: string; readonly closing: WireMoney }
  /** The code is not ours, or the amount is not the one it was issued with: which of both is not told. */
  | { readonly isGenuine: false }

/** Whether a statement with this code and closing amount was issued. Whose it is stays unsaid, and whoever asks knows both. */
export async function checkStatement(code: string, amount: string): Promise<StatementCheck> {
  const typed = readCode(code)
  const entity = typed === '' ? null : await findCurrentEntity()
  if (entity === null) return { isGenuine: false }
  const found = await read(SYSTEM(entity), (tx) => findByCode(tx, typed))
  if (found === null) return { isGenuine: false }
  const { currency, minor } = found.closing
  const number = amount.trim().replace(new RegExp(`\\s*${currency}$`, 'i'), '')
  return parseMoney(number, currency)?.minor.toString() === minor ? { isGenuine: true, ...found } : { isGenuine: false }
}
