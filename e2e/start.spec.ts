import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { freePort } from '#lib/platform/embedded/server.ts'
import { shared } from './harness/shared.ts'

type Started = { child: ChildProcess; output: string[]; ended: Promise<number | null> }

let dataDir: string
let environment: NodeJS.ProcessEnv

test.beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'tieout-start-'))
  environment = {
    ...process.env,
    TIEOUT_DATA_DIR: dataDir,
    TIEOUT_BUILD_DIR: shared().buildDir,
    TIEOUT_DEMO_SCALE: 'small',
    PORT: `${await freePort()}`,
    SANDBOX_PORT: `${await freePort()}`,
  }
})
test.afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

function start(): Started {
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'scripts', 'start.ts')], { env: environment })
  const output: string[] = []
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', resolve)
  })
  return { child, output, ended }
}

const untilRunning = ({ output }: Started) =>
  expect(() => expect(output.join('')).toContain('Ctrl-C stops it.')).toPass({ timeout: 150_000 })

/** Everything that a start keeps running, by process number. */
function processes(): number[] {
  const { pid, children } = JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8'))
  const { clusterDir } = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8'))
  return [pid, ...children, Number.parseInt(readFileSync(join(clusterDir, 'data', 'postmaster.pid'), 'utf8'), 10)]
}

const builtAt = () => statSync(join(shared().buildDir, 'BUILD_ID')).mtimeMs

const isAlive = (pid: number) =>
  existsSync(`/proc/${pid}/stat`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))

test('start brings everything up, refuses a second start, leaves nothing behind, and comes back without building again', async () => {
  test.setTimeout(300_000)
  const first = start()
  await untilRunning(first)
  const running = processes()
  expect(running.filter(isAlive)).toEqual(running)
  expect((await fetch(`http://127.0.0.1:${environment.PORT}/api/health`)).status).toBe(200)

  const second = start()
  expect(await second.ended).toBe(1)
  expect(second.output.join('')).toContain('Tieout is already running at')

  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)
  expect(running.filter(isAlive)).toEqual([])

  const built = builtAt()
  const again = start()
  await untilRunning(again)
  expect(builtAt()).toBe(built)
  again.child.kill('SIGINT')
  expect(await again.ended).toBe(0)
})
