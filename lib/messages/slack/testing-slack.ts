import { createServer } from 'node:http'
import { z } from 'zod'

/** What an incoming webhook is sent, as Slack checks it. */
const payload = z.object({
  text: z.string().min(1),
  unfurl_links: z.boolean(),
  unfurl_media: z.boolean(),
  blocks: z
    .array(
      z.union([
        z.object({
          type: z.literal('header'),
          text: z.object({ type: z.literal('plain_text'), text: z.string().min(1).max(150), emoji: z.boolean() }),
        }),
        z.object({
          type: z.literal('section'),
          text: z.object({ type: z.literal('mrkdwn'), text: z.string().min(1).max(3_000), verbatim: z.boolean() }),
        }),
      ]),
    )
    .max(50),
})

export type SlackServer = {
  readonly url: string
  readonly posts: z.infer<typeof payload>[]
  /** What it answers: `ok` takes, a number refuses with that status, `hang up` takes and breaks off. */
  mood: 'ok' | 'hang up' | 403 | 404 | 410 | 429 | 500
  close(): Promise<void>
}

const WORDS = {
  403: 'invalid_token',
  404: 'no_service',
  410: 'channel_is_archived',
  429: 'rate_limited',
  500: 'rollup_error',
}

/** An incoming webhook for tests that answers in Slack's words, and with `invalid_payload` what is not its JSON. */
export async function startSlack(): Promise<SlackServer> {
  const state: Pick<SlackServer, 'posts' | 'mood'> = { posts: [], mood: 'ok' }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { mood } = state
    if (typeof mood === 'number') {
      return void response.writeHead(mood, mood === 429 ? { 'retry-after': '30' } : {}).end(WORDS[mood])
    }
    const isJson = request.method === 'POST' && request.headers['content-type']?.startsWith('application/json')
    const sent = isJson ? payload.safeParse(JSON.parse(Buffer.concat(chunks).toString())) : null
    if (sent?.success !== true) return void response.writeHead(400).end('invalid_payload')
    state.posts.push(sent.data)
    if (mood === 'hang up') return void request.socket.destroy()
    response.writeHead(200, { 'content-type': 'text/html' }).end('ok')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}/services/T0/B0/a-secret-of-slack`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}
