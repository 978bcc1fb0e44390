// Started by guardRun: waits until standard input closes, which is when its parent is gone.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { RUN_VARIABLE } from './guard.ts'

const [run = '', dataDir = '', clusterDir = ''] = process.argv.slice(2)
const GRACE_MS = 3_000

/** Processes end while we look: one that is gone has nothing to tell. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

const started = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => textOf(`/proc/${name}/environ`).includes(`${RUN_VARIABLE}=${run}`))
    .map(Number)

function end(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    if (existsSync(`/proc/${pid}`)) process.kill(pid, signal)
  }
}

const postmaster = () => {
  const pid = Number.parseInt(textOf(join(clusterDir, 'data', 'postmaster.pid')), 10)
  return textOf(`/proc/${pid}/cmdline`).includes(clusterDir) ? [pid] : []
}

process.stdin.resume()
process.stdin.on('close', async () => {
  end(started(), 'SIGTERM')
  await pause(GRACE_MS)
  end(started(), 'SIGKILL')
  end(postmaster(), 'SIGQUIT')
  while (postmaster().length > 0) await pause(50)
  rmSync(dataDir, { recursive: true, force: true })
})
