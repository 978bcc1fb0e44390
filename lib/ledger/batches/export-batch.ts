import type { Actor } from '#lib/access/actor.ts'
import { csvResponse } from '#lib/platform/csv.ts'
import { csvLine } from '#lib/platform/csv-model.ts'
import { read } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { keptMap } from './account-map.ts'
import { batchJournals, wholeBatch } from './batch.ts'
import { GL_SYSTEMS, type Layout } from './batch-model.ts'
import { notConnected, oneCurrency } from './batch-refusals.ts'
import { BATCH_HEADER, batchLines } from './csv-layout.ts'
import { datevFile } from './datev-layout.ts'
import { NETSUITE_HEADER, netsuiteRows } from './netsuite-layout.ts'

/** A batch as a file: every line (`csv`), or a journal per day and currency in another system's layout. The same bytes each time. */
export async function batchFile(actor: Actor, number: number, layout: Layout): Promise<Response> {
  const batch = await read(actor.scope, (tx) => wholeBatch(tx, number))
  if (layout === 'csv') return csvResponse(`batch-${number}.csv`, BATCH_HEADER, pages(actor, number))
  const journals = await read(actor.scope, (tx) => batchJournals(tx, batch))
  const map = keptMap(batch, layout)
  if (layout === 'netsuite')
    return file(`batch-${number}-netsuite.csv`, [NETSUITE_HEADER, ...netsuiteRows(journals, map)].map(csvLine).join(''))
  const { functionalCurrency } = actor.entity
  const foreign = [...new Set(journals.map(({ currency }) => currency))].filter((one) => one !== functionalCurrency)
  if (foreign.length > 0) throw oneCurrency(GL_SYSTEMS.datev.word, foreign)
  if (env.DATEV_CONSULTANT === undefined || env.DATEV_CLIENT === undefined) throw notConnected(GL_SYSTEMS.datev.word)
  const client = { consultant: env.DATEV_CONSULTANT, client: env.DATEV_CLIENT, yearBegins: env.DATEV_YEAR_BEGINS }
  const drawn = { journals, map, client, month: batch.month, number, currency: functionalCurrency, at: batch.createdAt }
  return file(`EXTF_batch-${number}.csv`, datevFile(drawn))
}

async function* pages(actor: Actor, number: number): AsyncGenerator<string[][]> {
  for (let after: string | null = '0'; after !== null; ) {
    const from: string = after
    const page = await read(actor.scope, (tx) => batchLines(tx, number, from))
    yield page.cells
    after = page.next
  }
}

const file = (name: string, content: string | Uint8Array) =>
  new Response(Buffer.from(content), {
    headers: {
      'content-type': 'text/csv',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  })
