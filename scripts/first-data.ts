// Run by start: reads the account's history through the API once, and says who can sign in.
// Reports progress as JSON lines, and at the end one line of what to tell.

import { DEMO_PASSWORD, DEMO_PEOPLE } from '#lib/people/ensure-demo-people.ts'
import { loadFirstData } from '#lib/pipeline/load.ts'
import { env } from '#lib/platform/env.ts'

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

await loadFirstData({ onProgress: (progress) => say({ progress }) })
say(env.isDemo ? { people: DEMO_PEOPLE.map(({ email }) => email), password: DEMO_PASSWORD } : {})
process.exit()
