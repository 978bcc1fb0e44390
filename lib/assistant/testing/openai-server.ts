import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the server says to one call. */
export type Reply =
  | { readonly say: string }
  | { readonly call: string; readonly arguments: string }
  /** Dies after so many pieces of the text. */
  | { readonly say: string; readonly diesAfter: number }
  /** Closes the answer properly after so many pieces, without an end. */
  | { readonly say: string; readonly endsAfter: number }
  /** Says that many pieces and then nothing, until the caller goes away. */
  | { readonly say: string; readonly hangsAfter: number }
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }

export type Asked = {
  /** How many calls came before. */
  readonly number: number
  readonly model: string
  readonly messages: readonly { readonly role: string; readonly content: unknown }[]
  readonly tools: readonly { readonly function: { readonly name: string } }[]
}

export type OpenAiServer = {
  readonly url: string
  /** Every call, in order. */
  readonly asked: readonly Asked[]
  close(): Promise<void>
}

/**
 * A server on this machine that speaks the chat protocol of OpenAI as it streams: server-sent events,
 * tool calls in pieces. `at` is its port, when it has to be where another one was.
 */
export async function startOpenAi(script: (asked: Asked) => Reply, at = 0): Promise<OpenAiServer> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const call: Asked = { number: asked.length, tools: [], ...JSON.parse(body) }
      asked.push(call)
      if (request.url === '/v1/chat/completions') reply(response, call, script(call))
      else refuse(response, 404, {})
    })
  })
  await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

function refuse(response: ServerResponse, status: number, headers: Readonly<Record<string, string>>): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify({ error: { message: 'no <script>alert(1)</script>', type: 'error', code: null } }))
}

function reply(response: ServerResponse, { model }: Asked, said: Reply): void {
  if ('status' in said) {
    refuse(response, said.status, said.headers ?? {})
    return
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const send = (choices: readonly unknown[], more = {}) =>
    response.write(
      `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model, choices, ...more })}\n\n`,
    )
  const piece = (delta: unknown) => send([{ index: 0, delta, finish_reason: null }])
  if ('call' in said) {
    const fn = { name: said.call, arguments: '' }
    piece({
      role: 'assistant',
      tool_calls: [{ index: 0, id: `call_${Math.random()}`, type: 'function', function: fn }],
    })
    for (const part of said.arguments.match(/[\s\S]{1,7}/g) ?? [])
      piece({ tool_calls: [{ index: 0, function: { arguments: part } }] })
  } else {
    const words = said.say.match(/\S+\s*/g) ?? []
    const until =
      'diesAfter' in said
        ? said.diesAfter
        : 'endsAfter' in said
          ? said.endsAfter
          : 'hangsAfter' in said
            ? said.hangsAfter
            : words.length
    for (const content of words.slice(0, until)) piece({ content })
    if ('hangsAfter' in said) return
    if ('endsAfter' in said) {
      response.end()
      return
    }
    if ('diesAfter' in said) {
      // What was written is on its way before the connection goes.
      response.write(': \n\n', () => response.destroy())
      return
    }
  }
  send([{ index: 0, delta: {}, finish_reason: 'call' in said ? 'tool_calls' : 'stop' }])
  send([], { usage: { prompt_tokens: 120, completion_tokens: 30, total_tokens: 150 } })
  response.end('data: [DONE]\n\n')
}
