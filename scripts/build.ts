// npm run build: the database client and the web application, when their sources changed.
import { buildApplication, generateClient } from './run/compile.ts'
import { Shutdown, sentenceOf } from './run/signals.ts'
import { Steps } from './run/steps.ts'

const steps = new Steps()
const shutdown = new Shutdown()
try {
  await steps.run('database client', generateClient)
  await steps.run('web application', () => buildApplication())
} catch (error) {
  await shutdown.end(1, sentenceOf(error))
}
