import { csvResponse, incomplete } from './csv.ts'
import { type ExportColumn, nameOf } from './export-columns.ts'
import { workbook } from './xlsx/workbook.ts'

/**
 * A download of rows that is written while they are read: CSV, or a spreadsheet where the address asks for `format=xlsx`.
 * `name` is the file's name without its ending.
 */
export function tableResponse(
  request: Request,
  name: string,
  columns: readonly ExportColumn[],
  rows: AsyncIterable<readonly (readonly string[])[]>,
): Response {
  if (new URL(request.url).searchParams.get('format') !== 'xlsx') {
    return csvResponse(`${name}.csv`, columns.map(nameOf), rows)
  }
  const fileName = `${name}.xlsx`
  const bytes = workbook({ title: name, columns, rows, incomplete: (error) => incomplete(fileName, error) })
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await bytes.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: async () => void (await bytes.return(undefined)),
  })
  return new Response(body, {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  })
}
