import { csvLine } from './csv-model.ts'
import { faultId, log } from './log.ts'

/** The status line is long sent when a page fails, so the file itself says that it is not whole. */
export function incomplete(fileName: string, error: unknown): string {
  const id = faultId()
  log.error({ fault: id, error: String(error) }, `the export ${fileName} stopped midway`)
  return `INCOMPLETE: this export stopped midway after a fault of ours (${id}). Download it again.`
}

/** A CSV download that is written while its rows are read, so that no length of list fills the memory. */
export function csvResponse(
  fileName: string,
  header: readonly string[],
  rows: AsyncIterable<readonly (readonly string[])[]>,
): Response {
  const encoder = new TextEncoder()
  const pages = rows[Symbol.asyncIterator]()
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(csvLine(header))),
    // A pull that brings nothing is not asked again, so empty pages are passed over here.
    pull: async (controller) => {
      try {
        let page = await pages.next()
        while (!page.done && page.value.length === 0) page = await pages.next()
        if (page.done) controller.close()
        else controller.enqueue(encoder.encode(page.value.map(csvLine).join('')))
      } catch (error) {
        controller.enqueue(encoder.encode(csvLine([incomplete(fileName, error)])))
        controller.close()
      }
    },
    cancel: async () => void (await pages.return?.()),
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  })
}
