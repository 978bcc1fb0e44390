import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { ROOT } from './fingerprint.ts'

export type Environment = Readonly<Record<string, string>>

const STOP_TIMEOUT_MS = 12_000
const RESTARTS_MAX = 5
/** A service that lived this long did start: its end says nothing about the next start. */
const STEADY_MS = 4_000

const living = new Set<ChildProcess>()

/** Starts a Node program of this checkout and remembers it until it ends, so that none is left behind. */
export function spawnNode(args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(process.execPath, [...args], { cwd: ROOT, ...options })
  living.add(child)
  child.on('close', () => living.delete(child))
  child.on('error', () => living.delete(child))
  return child
}

/** Asks a child to end, insists after a while, and returns when it is gone. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
  })
  child.kill('SIGTERM')
  const insist = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
  await gone
  clearTimeout(insist)
}

/** Ends every child that is still there. */
export async function stopAllChildren(): Promise<void> {
  await Promise.all([...living].map(stopChild))
}

/** Ends every child at once, without asking. */
export function killAllChildren(): void {
  for (const child of living) child.kill('SIGKILL')
}

/** Runs a program to its end; its output is shown only when it fails. */
export async function runQuietly(args: readonly string[], env: Environment): Promise<void> {
  const output: Buffer[] = []
  const child = spawnNode(args, {
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk))
  const failure = await endOf(child)
  if (failure === undefined) return
  throw new Error(`${args.slice(0, 2).join(' ')} failed (${failure}):\n${Buffer.concat(output).toString().trim()}`)
}

/** Waits for the end of a program; tells why when that was not a success. */
export function endOf(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code, signal) => resolve(code === 0 ? undefined : (signal ?? `code ${code}`)))
  })
}

type ServiceOptions = {
  readonly name: string
  readonly args: readonly string[]
  readonly env: Environment
  /** Where its output goes; undefined: to our own terminal. */
  readonly logFile: string | undefined
  readonly onGivenUp: (reason: string) => void
}

/**
 * A program that has to keep running: when it ends without being asked to, it is started again. One that ends again and again
 * right after its start is given up; one that was killed while it worked is not.
 */
export class Service {
  readonly #options: ServiceOptions
  #child: ChildProcess | undefined
  #isStopping = false
  /** Ends in a row, each soon after the start. */
  #restarts = 0

  constructor(options: ServiceOptions) {
    this.#options = options
    this.#start()
  }

  get pids(): number[] {
    return this.#child?.pid === undefined ? [] : [this.#child.pid]
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    if (this.#child !== undefined) await stopChild(this.#child)
  }

  #start(): void {
    const { name, args, env, logFile, onGivenUp } = this.#options
    if (logFile !== undefined) mkdirSync(dirname(logFile), { recursive: true })
    const output = logFile === undefined ? ('inherit' as const) : openSync(logFile, 'a')
    const child = spawnNode(args, { env: { ...process.env, ...env }, stdio: ['ignore', output, output] })
    if (typeof output === 'number') closeSync(output)
    this.#child = child
    const startedMs = performance.now()
    child.on('exit', (code, signal) => {
      if (this.#isStopping) return
      this.#restarts = performance.now() - startedMs < STEADY_MS ? this.#restarts + 1 : 1
      const where = logFile === undefined ? '' : `; its log is ${logFile}`
      if (this.#restarts > RESTARTS_MAX) onGivenUp(`The ${name} keeps ending (${signal ?? `code ${code}`})${where}.`)
      else setTimeout(() => this.#isStopping || this.#start(), 250 * 2 ** this.#restarts).unref()
    })
  }
}
