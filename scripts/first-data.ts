// Run by start and set-up. Without a flag: reads the account's past through the API once, to the end. `--begin` orders the reading and
// says who can sign in; `--follow` watches the worker read. Progress comes as JSON lines, then one line of what to tell.

import { setTimeout as pause } from 'node:timers/promises'
import { createSetupLink } from '#lib/people/create-setup-link.ts'
import { DEMO_PASSWORD, DEMO_PEOPLE } from '#lib/people/ensure-demo-people.ts'
import { beginFirstLoad, followLoad, loadFirstData } from '#lib/pipeline/load.ts'
import { env } from '#lib/platform/env.ts'

const LOOK_EVERY_MS = 500

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

async function tellWhoCanSignIn(): Promise<void> {
  if (env.isDemo) {
    say({ people: DEMO_PEOPLE.map(({ email }) => email), password: DEMO_PASSWORD })
    return
  }
  const setupLink = await createSetupLink({ baseUrl: env.NEXTAUTH_URL ?? `http://localhost:${env.PORT}` })
  say(setupLink === null ? {} : { setupLink })
}

if (process.argv.includes('--follow')) {
  const problem = await followLoad({
    onProgress: (progress) => say({ progress }),
    wait: () => pause(LOOK_EVERY_MS),
  })
  say(problem === null ? {} : { problem })
} else {
  if (process.argv.includes('--begin')) await beginFirstLoad()
  else await loadFirstData({ onProgress: (progress) => say({ progress }) })
  await tellWhoCanSignIn()
}
process.exit()
