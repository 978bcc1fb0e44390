import { createServer, type IncomingMessage } from 'node:http'

/** What the server does with the next request: as it should, too busy, broken, or it does it and never answers. */
export type Mood = 'well' | 'busy' | 'broken' | 'answers get lost'

export type Call = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly body: unknown
}

export type Reply = {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** A vendor as far as its wire can be checked. Refuses what the vendor would refuse. */
export type Vendor = {
  answer(call: Call): Reply
  /** How the vendor says that it is busy. */
  busy(): Reply
  /** Somebody there works on the newest issue, or finishes it. */
  work(status: 'start' | 'finish'): void
  /** Titles of the issues, and texts of the comments, in order. */
  seen(): { readonly issues: readonly string[]; readonly comments: readonly string[] }
}

export type FakeServer = { readonly url: string; mood: Mood; close(): Promise<void> }

export async function serve(vendor: Vendor): Promise<FakeServer> {
  const state: { mood: Mood } = { mood: 'well' }
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const text = (await request.toArray()).map(String).join('')
    const call = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: text === '' ? null : JSON.parse(text),
    }
    const isWrite = call.method !== 'GET' && !/search|query (Read|Said|Ways)/.test(`${call.path}${text}`)
    if (state.mood === 'broken') return void response.writeHead(500).end('{"message":"It broke"}')
    const { status, body, headers } = state.mood === 'busy' ? vendor.busy() : vendor.answer(call)
    if (state.mood === 'answers get lost' && isWrite) return void request.socket.destroy()
    response
      .writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req-over-there', ...headers })
      .end(body === undefined ? '' : JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    get mood() {
      return state.mood
    },
    set mood(next) {
      state.mood = next
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export const TOKEN = 'lin_api_a_token_that_only_tests_know'
export const USER = 'finance@example.test'
export const PROJECT = 'FIN'

/** Refuses a write whose body is not declared as JSON, as all four do. */
export const isJson = ({ method, headers }: Call): boolean =>
  method === 'GET' || /^application\/json\b/.test(headers['content-type'] ?? '')
