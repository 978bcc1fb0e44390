import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import { isCurrency } from '#lib/money/currency.ts'
import { withSpooled } from '#lib/platform/file-bytes.ts'
import { auditorOf, bodyOf, jsonIn } from '../bank/receive-statement.ts'
import { readAmount } from '../columns/read-amount.ts'
import { type ImportedRecords, importRecords, type RecordsImport } from './import-records.ts'
import { recordMapping } from './record-mapping-schema.ts'
import { unreadableRecords } from './record-model.ts'

const RECORDS_BYTES_MAX = 512 * 1_048_576

const asked = z.object({
  name: z.string().trim().min(1).max(200).catch('records'),
  mapping: z.string().max(20_000).nullable(),
  check: z.literal('1').nullable().catch(null),
})

type Receiving = {
  readonly actor: Actor
  readonly request: Request
  readonly onProgress?: NonNullable<RecordsImport['onProgress']>
  readonly at: Date
}

/**
 * Takes the body of a request as records: JSON, or CSV. In the address: `name`, `mapping` (JSON, remembered), `check=1` (only tells what
 * would happen), and any number of `total=USD:1234.56`, what the sender says the gross of all lines adds up to.
 */
export function receiveRecords({ actor, request, onProgress, at }: Receiving): Promise<ImportedRecords> {
  const query = new URL(request.url).searchParams
  const { name, mapping, check } = asked.parse(
    Object.fromEntries(['name', 'mapping', 'check'].map((key) => [key, query.get(key)])),
  )
  return withSpooled(bodyOf(request), RECORDS_BYTES_MAX, (file) =>
    importRecords({
      scope: actor.scope,
      actor: auditorOf(actor),
      source: actor.roles.length === 0 ? 'api' : 'upload',
      file,
      fileName: name,
      isJson: (request.headers.get('content-type') ?? '').includes('json'),
      mapping: mapping === null ? null : recordMapping.parse(jsonIn(mapping)),
      expected: query.getAll('total').map(totalOf),
      functionalCurrency: actor.entity.functionalCurrency,
      isCheckOnly: check !== null,
      ...(onProgress === undefined ? {} : { onProgress }),
      at,
    }),
  )
}

function totalOf(text: string): { currency: string; minor: bigint } {
  const [currency = '', amount = ''] = text.split(':')
  const minor = isCurrency(currency) ? readAmount(amount, currency, '.') : ''
  if (typeof minor === 'string') throw unreadableRecords(`“${text}” is not a total, like USD:1234.56.`)
  return { currency, minor }
}
