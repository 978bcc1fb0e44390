// Run by start: reads the account's history through the API once, and says who can sign in.
// Reports progress as JSON lines, and at the end one line of what to tell.

import { createSetupLink } from '#lib/people/create-setup-link.ts'
import { DEMO_PASSWORD, DEMO_PEOPLE } from '#lib/people/ensure-demo-people.ts'
import { loadFirstData } from '#lib/pipeline/load.ts'
import { env } from '#lib/platform/env.ts'

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

await loadFirstData({ onProgress: (progress) => say({ progress }) })
if (env.isDemo) say({ people: DEMO_PEOPLE.map(({ email }) => email), password: DEMO_PASSWORD })
else {
  const setupLink = await createSetupLink({ baseUrl: env.NEXTAUTH_URL ?? `http://localhost:${env.PORT}` })
  say(setupLink === null ? {} : { setupLink })
}
process.exit()
