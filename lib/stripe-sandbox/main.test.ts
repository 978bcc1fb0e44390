import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'

const MAIN = join(import.meta.dirname, 'main.ts')

describe('the sandbox as a process', () => {
  test('says how far it is and where it listens, refuses a busy port, and leaves when asked', async () => {
    const first = run('--port', '0', '--scale', 'small', '--end', '2026-11-20')
    const listening = JSON.parse(await first.line('listening')).listening as {
      port: number
      url: string
      scale: string
    }
    const second = run('--port', String(listening.port), '--scale', 'empty')

    expect(listening).toMatchObject({ url: `http://127.0.0.1:${listening.port}`, scale: 'small' })
    expect(first.output()).toContain('{"progress":{"done":36,"total":36,')
    expect(await second.exit).toBe(1)
    expect(second.complaint().trim()).toBe(
      `The Stripe sandbox did not start: Port ${listening.port} is in use. Stop what listens there or choose another with --port.`,
    )
    first.stop()
    expect(await first.exit).toBe(0)
  })

  test('refuses state that it cannot read, with the remedy', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stripe-sandbox-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, 'stripe-sandbox.sqlite'), 'no database at all, only words that are long enough')

    const broken = run('--port', '0', '--data-dir', folder)

    expect(await broken.exit).toBe(1)
    expect(broken.complaint()).toContain('Remove that folder to begin anew.')
    expect(broken.complaint().trim().split('\n')).toHaveLength(1)
  })
})

function run(...flags: string[]) {
  const child = spawn(process.execPath, [MAIN, ...flags])
  const text = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => {
    text.out += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    text.err += chunk
  })
  const exit = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const line = async (word: string) => {
    const find = () => text.out.split('\n').find((one) => one.includes(`"${word}"`))
    await expect.poll(find, { timeout: 15_000 }).toBeDefined()
    return find() ?? ''
  }
  return { exit, line, output: () => text.out, complaint: () => text.err, stop: () => child.kill('SIGTERM') }
}
