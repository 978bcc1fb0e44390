import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dayStart, wallSeconds } from './core/clock.ts'
import { Failure } from './core/failure.ts'
import { letters } from './core/ids.ts'
import { World } from './core/world.ts'
import { beginDays, generate, isGenerated, type Progress, type Scale } from './generate/state.ts'
import { createTruthTables } from './generate/truth.ts'
import { hostedPage } from './hosted/hosted.ts'
import { Api } from './http/api.ts'
import { control, instantOf } from './http/control.ts'
import { isFileTransfer, transferFile } from './http/file-transfer.ts'
import { createIdempotencyTable } from './http/idempotency.ts'
import { RequestLog } from './http/request-log.ts'
import { createKeyTable } from './http/restricted-key.ts'
import { Router } from './http/router.ts'
import { runDueJobs } from './jobs/run-due.ts'
import { createJobTable } from './jobs/schedule.ts'
import { createLinkTable } from './objects/account-link.ts'
import { createContentTable } from './objects/stored-file.ts'
import { allRoutes } from './routes/all.ts'
import { Courier } from './webhooks/deliver.ts'

export type SandboxOptions = {
  /** 0 takes any free port. */
  port?: number
  /** The address it listens on; 127.0.0.1 without it. */
  host?: string
  /** Where the state is kept; without it, in memory. */
  dataDir?: string
  seed?: number
  /** The instant at which the history ends, as an ISO date or instant; today 00:00 UTC without it. */
  end?: string
  scale?: Scale
  /** Whether the history holds planted discrepancies; it does without it. */
  discrepancies?: boolean
  /** How many subscriptions the history has, where it is not to be as many as the scale has. */
  members?: number
  /** Only jumps move time. */
  frozen?: boolean
  /** The keys that are accepted; any test key without it. */
  apiKeys?: readonly string[]
  onProgress?: (progress: Progress) => void
}

export type Sandbox = { url: string; port: number; host: string; world: World; close: () => Promise<void> }

/** Stripe takes evidence files up to 5 MB. */
const BODY_MAX = 5_500_000
const JOB_TICK_MS = 500
/** Longer than clients keep idle connections, so that none is cut under a request. */
const KEEP_ALIVE_MS = 65_000

/** Starts a Stripe sandbox. State that the data folder already holds is reopened, not made again. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const world = new World({ dataDir: options.dataDir, frozen: options.frozen ?? false })
  createIdempotencyTable(world.store)
  createJobTable(world.store)
  createKeyTable(world.store)
  createTruthTables(world.store)
  createContentTable(world.store)
  createLinkTable(world.store)
  const api = new Api(world, new Router(allRoutes), options.apiKeys)
  const courier = new Courier(world)
  const log = new RequestLog()
  const server = createServer((request, response) => {
    const answered = isGenerated(world)
      ? respond({ world, api, courier, log, apiKeys: options.apiKeys }, request, response)
      : refuseForNow(request, response)
    answered.catch((error: unknown) => response.destroy(error as Error))
  })
  server.keepAliveTimeout = KEEP_ALIVE_MS
  const port = await listen(server, options.port ?? 0, options.host ?? '127.0.0.1').catch((error: unknown) => {
    world.store.close()
    throw error
  })
  world.origin = `http://127.0.0.1:${port}`
  if (!isGenerated(world)) {
    await generate(world, {
      seed: options.seed ?? 1,
      end: options.end === undefined ? dayStart(wallSeconds()) : instantOf(options.end),
      scale: options.scale ?? 'empty',
      discrepancies: options.discrepancies ?? true,
      members: options.members,
      ...(options.onProgress && { onProgress: options.onProgress }),
    })
  } else world.transaction(() => beginDays(world, world.now()))
  courier.start()
  // A history that is being made anew has a time of its own: nothing may fall due in the old one meanwhile.
  const ticker = setInterval(() => world.isGenerating || runDueJobs(world, world.now()), JOB_TICK_MS)
  const stop = async () => {
    clearInterval(ticker)
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await courier.stop()
    world.store.close()
  }
  let stopped: Promise<void> | undefined
  return {
    url: world.origin,
    host: '127.0.0.1',
    port,
    world,
    close: () => {
      stopped ??= stop()
      return stopped
    },
  }
}

/** Until the history is written there is nothing to answer with. */
async function refuseForNow(request: IncomingMessage, response: ServerResponse): Promise<void> {
  request.resume()
  refuse(response, 503, 'The sandbox is still writing its history. Try again in a moment.')
}

function refuse(response: ServerResponse, status: number, message: string): void {
  const error = { type: 'api_error', message }
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify({ error }))
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}

type Parts = { world: World; api: Api; courier: Courier; log: RequestLog; apiKeys: readonly string[] | undefined }

async function respond(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const startedMs = Date.now()
  const { world, api, courier, log } = parts
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const requestId = nextRequestId(world)
  const method = request.method ?? 'GET'
  const bytes = await readBody(request)
  if (bytes === null) {
    refuse(response, 413, `A request body may have at most ${BODY_MAX} bytes.`)
    return
  }
  const body = bytes.toString('utf8')
  const entry = {
    at: world.now(),
    at_ms: startedMs,
    method,
    path: url.pathname,
    idempotency_key: (request.headers['idempotency-key'] as string | undefined) ?? null,
    request_id: requestId,
    user_agent: request.headers['user-agent'] ?? null,
  }
  if (url.pathname.startsWith('/_sandbox')) {
    if (isForeignPage(request)) return refuse(response, 403, 'The controls answer their own page and programs only.')
    const answer = await controlAnswer(parts, method, url, body, requestId)
    log.add({
      ...entry,
      account: null,
      status: answer.status,
      replayed: false,
      fault: null,
      error_code: null,
      duration_ms: Date.now() - startedMs,
    })
    response.writeHead(answer.status, { 'Content-Type': answer.type, 'Request-Id': requestId }).end(answer.body)
    return
  }
  runDueJobs(world, world.now())
  if (url.pathname.startsWith('/_hosted/')) {
    const answer = hostedPage(world, method, url.pathname, new URLSearchParams(body))
    if ('location' in answer) response.writeHead(303, { Location: answer.location }).end()
    else response.writeHead(answer.status, { 'Content-Type': 'text/html; charset=utf-8' }).end(answer.html)
    if (method !== 'GET') courier.nudge()
    return
  }
  if (isFileTransfer(method, url.pathname)) {
    const transfer = { method, path: url.pathname, body: bytes, headers: request.headers, requestId }
    const answer = await transferFile(world, transfer, parts.apiKeys)
    log.add({
      ...entry,
      account: null,
      status: answer.status,
      replayed: false,
      fault: null,
      error_code: null,
      duration_ms: Date.now() - startedMs,
    })
    response.writeHead(answer.status, { 'Content-Type': answer.type, 'Request-Id': requestId }).end(answer.body)
    return
  }
  const query = url.search.slice(1)
  const answer = await api.answer({ method, path: url.pathname, query, body, headers: request.headers, requestId })
  log.add({
    ...entry,
    account: answer.account,
    status: answer.status,
    replayed: answer.headers['Idempotent-Replayed'] === 'true',
    fault: answer.fault,
    error_code: answer.errorCode,
    duration_ms: Date.now() - startedMs,
  })
  if (answer.reset) request.socket.destroy()
  else response.writeHead(answer.status, answer.headers).end(answer.body)
  if (method !== 'GET') courier.nudge()
}

/** A page of somebody else, open in the same browser, may not move our time or wipe our history. */
const isForeignPage = ({ headers }: IncomingMessage): boolean =>
  headers.origin !== undefined && headers.origin !== `http://${headers.host}`

async function controlAnswer(parts: Parts, method: string, url: URL, body: string, requestId: string) {
  const { world, courier, log, api } = parts
  try {
    const request = { method, path: url.pathname, query: url.searchParams, body }
    return await control({ world, courier, log, faults: api.faults }, request)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const envelope = JSON.stringify(error.envelope(requestId), null, 2)
    return { status: error.spec.status, type: 'application/json', body: envelope }
  }
}

let requests = 0

/** Unique across restarts too: ids of requests end up in other systems' records. */
function nextRequestId(world: World): string {
  requests += 1
  return `req_${letters(`${world.store.meta.number('seed')}:${process.pid}:${process.hrtime.bigint()}:${requests}`, 14)}`
}

/** The body, or null when it is too long to take. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= BODY_MAX) chunks.push(chunk)
  }
  return size > BODY_MAX ? null : Buffer.concat(chunks)
}
