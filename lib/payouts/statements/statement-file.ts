import { Refusal } from '#lib/platform/refusal.ts'
import type { ExplainLocale } from '../explain/explanation-model.ts'
import type { IssuedStatement } from './read-statements.ts'
import { statementCsv } from './statement-csv.ts'
import { statementPdf } from './statement-pdf.ts'

export const noStatement = () =>
  new Refusal({ code: 'payouts.no_statement', status: 404, message: 'There is no such statement.' })

type Wanted = { readonly found: IssuedStatement | null; readonly format: string | null; readonly locale: ExplainLocale }

/** The file of a statement: PDF, or CSV where the address asks for it. Refuses (404) what is not there. */
export async function statementFile({ found, format, locale }: Wanted): Promise<Response> {
  if (found === null) throw noStatement()
  const { statement, code, issuedAt } = found
  const name = `statement-${statement.month}-${statement.currency}`
  if (format === 'csv')
    return fileResponse(statementCsv(statement, code, locale), `${name}.csv`, 'text/csv; charset=utf-8')
  const bytes = await statementPdf({ statement, code, issuedAt, locale })
  return fileResponse(new Uint8Array(bytes), `${name}.pdf`, 'application/pdf')
}

function fileResponse(body: string | Uint8Array<ArrayBuffer>, fileName: string, type: string): Response {
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  })
}
