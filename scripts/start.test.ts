import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '#lib/platform/embedded/server.ts'

let folder: string
let busy: Server
let busyPort: number

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tieout-start-'))
  chmodSync(folder, 0o755)
  busyPort = await freePort()
  busy = createServer().listen(busyPort, '127.0.0.1')
})
afterAll(() => {
  busy.close()
  rmSync(folder, { recursive: true, force: true })
})

type Ended = { code: number | null; sentence: string }

/** Starts the product where it cannot start; returns how it ended and its last line. */
async function start(env: Record<string, string>): Promise<Ended> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'start.ts')], {
    env: {
      ...process.env,
      TIEOUT_DATA_DIR: join(folder, 'data'),
      PORT: `${await freePort()}`,
      SANDBOX_PORT: `${await freePort()}`,
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString()
  })
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, sentence: complaint.trim() }))
  })
}

test('a busy port is one sentence with the remedy', async () => {
  expect(await start({ PORT: `${busyPort}` })).toEqual({
    code: 1,
    sentence: `Port ${busyPort} is in use: stop the program that uses it, or choose another with PORT=….`,
  })
})

test('a busy sandbox port names its own variable', async () => {
  expect((await start({ SANDBOX_PORT: `${busyPort}` })).sentence).toContain('choose another with SANDBOX_PORT=…')
})

test('a data folder that cannot be written to is one sentence', async () => {
  const file = join(folder, 'a-file')
  writeFileSync(file, '')

  expect(await start({ TIEOUT_DATA_DIR: join(file, 'data') })).toEqual({
    code: 1,
    sentence: `Tieout cannot write to ${join(file, 'data')}: give yourself write permission, or set TIEOUT_DATA_DIR to a folder of yours.`,
  })
})

test('an unreachable database is one sentence', async () => {
  const { code, sentence } = await start({ DATABASE_URL: 'postgresql://nobody:x@127.0.0.1:1/none' })

  expect(code).toBe(1)
  expect(sentence).toMatch(
    /^The database 127\.0\.0\.1:1\/none cannot be reached \(.+\): check DATABASE_URL and that PostgreSQL runs\.$/,
  )
})

test('a damaged database folder is one sentence that names it', async () => {
  const dataDir = join(folder, 'damaged')
  mkdirSync(join(dataDir, 'postgres', 'data'), { recursive: true })
  const { code, sentence } = await start({ TIEOUT_DATA_DIR: dataDir })

  expect(code).toBe(1)
  expect(sentence).toMatch(
    /^PostgreSQL cannot start from .+ \(.+postgres\.json is missing\): restore that folder from a backup, or move it away/,
  )
})

test('a wrong variable is named', async () => {
  expect(await start({ TIEOUT_DEMO_SCALE: 'huge' })).toMatchObject({
    code: 1,
    sentence: expect.stringMatching(/^TIEOUT_DEMO_SCALE is not usable: /),
  })
})
