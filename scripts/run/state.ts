import { randomBytes } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const secretsSchema = z.object({
  nextAuthSecret: z.string(),
  sealKey: z.string(),
  /** The sandbox's webhook endpoints that we registered: their secrets are told once. */
  webhooks: z.object({ url: z.string(), secrets: z.array(z.string()) }).optional(),
})

/** What the demo generates once and must not lose. */
export type Secrets = z.infer<typeof secretsSchema>

const runningSchema = z.object({
  pid: z.number(),
  url: z.string(),
  sandboxPort: z.number(),
  children: z.array(z.number()),
})

/** Refuses with the remedy when the checkout, where builds go, is not ours to write to. */
export function requireWritable(folder: string): void {
  try {
    accessSync(folder, constants.W_OK)
  } catch {
    throw new Error(`Tieout cannot write to ${folder}: give yourself write permission, or clone it where you have it.`)
  }
}

/** Makes the state folder; refuses with the remedy when that is not allowed. */
export function openDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true })
    accessSync(dataDir, constants.W_OK)
  } catch {
    throw new Error(
      `Tieout cannot write to ${dataDir}: give yourself write permission, or set TIEOUT_DATA_DIR to a folder of yours.`,
    )
  }
}

/** The generated secrets; made on first use, readable by their owner only. */
export function loadSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json')
  if (!existsSync(file)) return saveSecrets(dataDir, { nextAuthSecret: fresh(), sealKey: fresh() })
  const parsed = secretsSchema.safeParse(readJson(file))
  if (parsed.success) return parsed.data
  throw new Error(`${file} is damaged: restore it, or remove ${dataDir} to begin a new demo.`)
}

export function saveSecrets(dataDir: string, secrets: Secrets): Secrets {
  replace(join(dataDir, 'secrets.json'), JSON.stringify(secrets, null, 2))
  return secrets
}

/** Notes who runs here, so that a second start can say so and a start after a crash can clean up. */
export function noteRunning(dataDir: string, running: z.infer<typeof runningSchema>): void {
  replace(join(dataDir, 'running.json'), JSON.stringify(running))
}

export const forgetRunning = (dataDir: string) => rmSync(join(dataDir, 'running.json'), { force: true })

/** The start that lives in this folder, if one does. */
export function findRunning(dataDir: string): z.infer<typeof runningSchema> | undefined {
  const noted = readRunning(dataDir)
  return noted !== undefined && isOurs(noted.pid) ? noted : undefined
}

/** Refuses when another start lives in this folder; ends what a killed one left behind. */
export function requireNotRunning(dataDir: string): void {
  const running = findRunning(dataDir)
  if (running !== undefined) {
    const { pid, url } = running
    throw new Error(`Tieout is already running at ${url} (process ${pid}): stop that one first, with Ctrl-C.`)
  }
  for (const child of readRunning(dataDir)?.children.filter(isOurs) ?? []) process.kill(child, 'SIGTERM')
}

function readRunning(dataDir: string): z.infer<typeof runningSchema> | undefined {
  const file = join(dataDir, 'running.json')
  const parsed = runningSchema.safeParse(existsSync(file) ? readJson(file) : undefined)
  return parsed.data
}

/** Process numbers are used again: only one that still runs a program of this checkout counts. */
function isOurs(pid: number): boolean {
  const commandFile = `/proc/${pid}/cmdline`
  if (!existsSync(commandFile)) return false
  return /scripts\/|lib\/stripe-sandbox\/main\.ts|next-server|next\/dist/.test(readFileSync(commandFile, 'utf8'))
}

const fresh = () => randomBytes(32).toString('base64url')

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function replace(file: string, text: string): void {
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, `${text}\n`, { mode: 0o600 })
  renameSync(unfinished, file)
}
