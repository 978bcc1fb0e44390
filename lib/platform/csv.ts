/** One line of CSV (RFC 4180). Cells that a spreadsheet would run as a formula get an apostrophe in front. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(text: string): string {
  const isNumber = /^-?\d+(\.\d+)?$/.test(text)
  const safe = /^[=+\-@\t\r]/.test(text) && !isNumber ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Lines handed to the network together: one by one they would cost more than they carry. */
const LINES_PER_CHUNK = 500

/** A CSV download that is written while its rows are read, so that no length of list fills the memory. */
export function csvResponse(
  fileName: string,
  header: readonly string[],
  rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>,
): Response {
  const encoder = new TextEncoder()
  const lines = linesOf(rows)
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(csvLine(header))),
    pull: async (controller) => {
      let chunk = ''
      for (let count = 0; count < LINES_PER_CHUNK; count += 1) {
        const line = await lines.next()
        if (line.done) break
        chunk += line.value
      }
      if (chunk === '') controller.close()
      else controller.enqueue(encoder.encode(chunk))
    },
    cancel: async () => void (await lines.return(undefined)),
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  })
}

async function* linesOf(rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>): AsyncGenerator<string> {
  for await (const row of rows) yield csvLine(row)
}
