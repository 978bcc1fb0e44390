import type { ChildProcess } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { SANDBOX_KEY } from '#lib/platform/env.ts'
import { endOf, spawnNode, stopChild } from './children.ts'
import { ROOT } from './fingerprint.ts'
import type { Secrets } from './state.ts'
import type { Report } from './steps.ts'

const lineSchema = z.object({
  progress: z.object({ done: z.number(), total: z.number(), label: z.string().optional() }).optional(),
  listening: z.object({ url: z.string() }).optional(),
})

type SandboxOptions = {
  readonly port: number
  readonly dataDir: string
  readonly logFile: string
  readonly scale: 'empty' | 'small' | 'demo' | 'large'
  readonly seed: number
  readonly flags?: readonly string[]
  readonly report?: Report
}

export type Sandbox = { readonly url: string; readonly child: ChildProcess; stop(): Promise<void> }

/** Starts the Stripe sandbox and returns when it answers; its history is generated on the first start. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { port, dataDir, logFile, scale, seed, flags = [], report = () => {} } = options
  mkdirSync(dataDir, { recursive: true })
  const child = spawnNode(
    [
      join(ROOT, 'lib', 'stripe-sandbox', 'main.ts'),
      ...['--port', `${port}`, '--data-dir', dataDir, '--scale', scale, '--seed', `${seed}`],
      ...flags,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const log = createWriteStream(logFile, { flags: 'a' })
  const complaints: string[] = []
  child.stderr?.on('data', (chunk: Buffer) => {
    complaints.push(chunk.toString())
    log.write(chunk)
  })
  const ready = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout ?? process.stdin }).on('line', (line) => {
      const { progress, listening } = parseLine(line)
      if (progress !== undefined) report({ done: progress.done, total: progress.total, label: progress.label ?? '' })
      else log.write(`${line}\n`)
      if (listening !== undefined) resolve(listening.url)
    })
  })
  const ended = endOf(child).then((why) => {
    const sentence = complaints.join('').trim().split('\n').at(-1)
    throw new Error(sentence || `The Stripe sandbox ended (${why}); its log is ${logFile}.`)
  })
  ended.catch(() => undefined)
  const url = await Promise.race([ready, ended])
  return { url, child, stop: () => stopChild(child) }
}

function parseLine(line: string): z.infer<typeof lineSchema> {
  if (!line.startsWith('{')) return {}
  const parsed = lineSchema.safeParse(JSON.parse(line))
  return parsed.success ? parsed.data : {}
}

const endpointSchema = z.object({ id: z.string(), url: z.string(), secret: z.string().optional() })
const endpointListSchema = z.object({ data: z.array(endpointSchema) })

/**
 * Registers our webhook route for the platform's events and for those of connected accounts, through the
 * API as an operator would. Their secrets are told once, so endpoints we hold secrets for are kept.
 */
export async function registerEndpoints(sandboxUrl: string, route: string, known: Secrets['webhooks']) {
  const existing = endpointListSchema.parse(await call(sandboxUrl, 'GET', '/v1/webhook_endpoints?limit=100')).data
  const ours = existing.filter(({ url }) => url === route || url === known?.url)
  if (known?.url === route && ours.length === known.secrets.length) return known
  for (const { id } of ours) await call(sandboxUrl, 'DELETE', `/v1/webhook_endpoints/${id}`)

  const secrets: string[] = []
  for (const connect of [false, true]) {
    const form = new URLSearchParams({ url: route, 'enabled_events[0]': '*', ...(connect ? { connect: 'true' } : {}) })
    const { secret } = endpointSchema.parse(await call(sandboxUrl, 'POST', '/v1/webhook_endpoints', form))
    if (secret === undefined) throw new Error('The sandbox did not tell the secret of a new webhook endpoint.')
    secrets.push(secret)
  }
  return { url: route, secrets }
}

async function call(base: string, method: string, path: string, body?: URLSearchParams): Promise<unknown> {
  const response = await fetch(new URL(path, base), {
    method,
    headers: { authorization: `Bearer ${SANDBOX_KEY}` },
    ...(body === undefined ? {} : { body }),
  })
  if (!response.ok) throw new Error(`The sandbox refused ${method} ${path}: ${await response.text()}`)
  return response.json()
}
