// The load of the ingest comparison, a process of its own: kept-alive connections that send signed deliveries one after another.
// Deliveries are signed before the clock starts, and spoken over plain sockets, so that the sender takes little of the machine.
import { connect, type Socket } from 'node:net'
import { eventText, signatureOf } from './ingest-event.ts'

/** One window: `count` deliveries to this path over this many connections, numbered from `first`. */
export type Order = {
  readonly port: number
  readonly path: string
  readonly connections: number
  readonly first: number
  readonly count: number
}

/** How the window went. Whatever was not answered 200 with `received` counts as refused. */
export type Outcome = { readonly accepted: number; readonly refused: readonly string[]; readonly seconds: number }

process.on('message', (order: Order) => {
  void run(order).then((outcome) => process.send?.(outcome))
})

async function run({ port, path, connections, first, count }: Order): Promise<Outcome> {
  const nowSeconds = Math.floor(Date.now() / 1_000)
  const requests = Array.from({ length: count }, (_, index) => requestOf(path, eventText(first + index, nowSeconds)))
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)))
  const refused: string[] = []
  let next = 0
  const start = performance.now()
  await Promise.all(
    sockets.map(async (socket) => {
      for (let request = requests[next++]; request !== undefined; request = requests[next++]) {
        const answer = await exchange(socket, request)
        if (!/^HTTP\/1\.1 200 /.test(answer) || !answer.includes('{"received":true}'))
          refused.push(answer.slice(0, 500))
      }
    }),
  )
  const seconds = (performance.now() - start) / 1_000
  for (const socket of sockets) socket.destroy()
  return { accepted: count - refused.length, refused, seconds }
}

function requestOf(path: string, body: string): string {
  return [
    `POST ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Cache-Control: no-cache',
    'User-Agent: Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    'Accept: */*; q=0.5, application/xml',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `Stripe-Signature: ${signatureOf(body)}`,
    '',
    body,
  ].join('\r\n')
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket))
    socket.once('error', reject)
  })
}

/** Sends one request and returns the whole answer. */
function exchange(socket: Socket, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const end = (settle: () => void) => {
      socket.off('data', onData).off('close', onClose)
      settle()
    }
    const onClose = () => end(() => reject(new Error('The server closed a connection in the middle of an answer.')))
    const onData = (chunk: Buffer) => {
      answer += chunk.toString('latin1')
      if (isWhole(answer)) end(() => resolve(answer))
    }
    socket.on('data', onData).on('close', onClose)
    socket.write(request)
  })
}

function isWhole(answer: string): boolean {
  const head = answer.indexOf('\r\n\r\n')
  if (head === -1) return false
  const length = /\r\ncontent-length: (\d+)/i.exec(answer.slice(0, head))?.[1]
  return length === undefined ? answer.endsWith('\r\n0\r\n\r\n') : answer.length >= head + 4 + Number(length)
}
