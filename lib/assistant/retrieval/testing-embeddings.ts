import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

type Asked = { readonly model: string; readonly input: readonly string[]; readonly authorization: string }

export type EmbeddingServer = {
  readonly url: string
  readonly asked: readonly Asked[]
  /** What the next calls get instead of vectors. */
  fail(status: number | 'broken' | null): void
  close(): Promise<void>
}

/** Words that mean the same here, each a direction of its own. */
const MEANINGS = [
  ['refund', 'refunds', 'reimbursement', 'money', 'back'],
  ['hold', 'holds', 'freeze', 'frozen', 'release', 'thaw'],
  ['dispute', 'disputes', 'chargeback', 'evidence'],
  ['debt', 'write', 'insolvency', 'forgive'],
]

/** A server on this machine that speaks the wire format of OpenAI's /v1/embeddings, with vectors that follow a few meanings. */
export async function startEmbeddings(): Promise<EmbeddingServer> {
  const asked: Asked[] = []
  let failure: number | 'broken' | null = null
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const piece of request) body += piece
    if (request.url !== '/v1/embeddings' || typeof failure === 'number') {
      response.writeHead(typeof failure === 'number' ? failure : 404, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ error: { message: 'sk-secret said no', type: 'server_error' } }))
      return
    }
    const call: { model: string; input: string | string[] } = JSON.parse(body)
    const input = [call.input].flat()
    asked.push({ model: call.model, input, authorization: request.headers.authorization ?? '' })
    response.writeHead(200, { 'content-type': 'application/json' })
    const data = input.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) }))
    response.end(
      JSON.stringify({
        object: 'list',
        model: call.model,
        data: failure === 'broken' ? data.slice(1) : data,
        usage: { prompt_tokens: 1, total_tokens: 1 },
      }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    fail: (status) => {
      failure = status
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function vectorOf(text: string): number[] {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? []
  return [
    0.05,
    ...MEANINGS.map((meaning) => words.filter((word) => meaning.includes(word)).length / Math.max(words.length, 1)),
  ]
}
