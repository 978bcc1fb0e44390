import { replyTo } from './reply.ts'

/** The header by which a browser asks to be told how far something is. */
const NDJSON = 'application/x-ndjson'

export const wantsProgress = (request: Request): boolean => request.headers.get('accept') === NDJSON

/**
 * Answers with lines of JSON while the work goes on: `{ progress }` as often as it says something, then `{ done }` or `{ refusal }`.
 * The status is sent before the outcome is known, so the outcome is in the last line.
 */
export function progressResponse(where: string, work: (say: (progress: object) => void) => Promise<unknown>): Response {
  const encoder = new TextEncoder()
  let isGone = false
  const body = new ReadableStream<Uint8Array>({
    start: async (controller) => {
      const write = (line: object) => {
        if (!isGone) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`))
      }
      try {
        write({ done: await work((progress) => write({ progress })) })
      } catch (error) {
        write({ refusal: replyTo(error, where).refusal })
      }
      if (!isGone) controller.close()
    },
    // What was begun is finished, whether somebody still listens or not.
    cancel: () => {
      isGone = true
    },
  })
  return new Response(body, { headers: { 'content-type': NDJSON, 'cache-control': 'no-store' } })
}
