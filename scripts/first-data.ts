// Run by start: in the demo, reads the sandbox's history through its API; with a real key and nobody to
// sign in, makes the one-time set-up link. Reports progress as JSON lines.
import { env } from '#lib/platform/env.ts'

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

if (env.isDemo) {
  const { loadFirstData } = await import('#lib/pipeline/load.ts')
  await loadFirstData({ onProgress: (progress) => say({ progress }) })
}
process.exit()
