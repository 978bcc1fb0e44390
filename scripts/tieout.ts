// npm run tieout -- <command>: works on the running product's database, or starts it for the command.
import { parseArgs } from 'node:util'
import { attach } from './run/attach.ts'
import { COMMANDS } from './run/commands.ts'
import { requireBooks } from './run/require-books.ts'
import { sentenceOf } from './run/signals.ts'

/** What was typed; an option nobody knows ends with a sentence and exit code 2: nothing was run, so nothing was found. */
function typed() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        name: { type: 'string' },
        role: { type: 'string' },
        password: { type: 'string' },
        preview: { type: 'boolean', default: false },
        since: { type: 'string' },
        account: { type: 'string' },
        check: { type: 'boolean', default: false },
        payout: { type: 'string' },
        day: { type: 'string' },
        as: { type: 'string' },
        report: { type: 'boolean', default: false },
        evaluate: { type: 'boolean', default: false },
        backtest: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    console.error(sentenceOf(error))
    process.exit(2)
  }
}

const { positionals, values } = typed()
const command = COMMANDS.find(({ words }) => words.every((word, index) => positionals[index] === word))

async function run(): Promise<number> {
  if (command === undefined) {
    console.error(`usage: npm run tieout -- <command>\n${COMMANDS.map(({ usage }) => `  ${usage}`).join('\n')}`)
    return 1
  }
  const database = await attach()
  try {
    if (!command.words.includes('migrate')) await requireBooks(database.ownerUrl)
    return await command.run({ names: positionals.slice(command.words.length), flags: values, database })
  } finally {
    await database.release()
  }
}

const code = await run().catch((error: unknown) => {
  console.error(sentenceOf(error))
  return command?.failure ?? 1
})
process.exit(code)
