// npm run eval: asks the analyst every question of scripts/eval/questions over one invented year, and judges the answers by SQL of
// its own. Writes the table into docs/evaluation.md. The database is kept in .tieout/eval, so that the next run takes seconds.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { examine } from './eval/examine.ts'
import { readGold } from './eval/gold/read-gold.ts'
import { QUESTIONS } from './eval/questions/all.ts'
import { figuresOf, misses, tableOf } from './eval/report.ts'
import { openWorld } from './eval/world.ts'
import { Shutdown, sentenceOf } from './run/signals.ts'

const PAGE = 'docs/evaluation.md'
const MARKS = ['<!-- measured -->', '<!-- /measured -->'] as const

const { values } = parseArgs({
  options: {
    /** Makes the marketplace anew. */
    fresh: { type: 'boolean', default: false },
    data: { type: 'string', default: '.tieout/eval' },
    /** Only questions whose number contains this; nothing is written then. */
    only: { type: 'string', default: '' },
    /** Says what every miss of an open question was. */
    misses: { type: 'boolean', default: false },
    plain: { type: 'boolean', default: false },
  },
})

const shutdown = new Shutdown()

async function run(): Promise<void> {
  if (values.fresh) rmSync(values.data, { recursive: true, force: true })
  const { superUrl } = await openWorld({ dataDir: values.data, shutdown, report: (line) => console.error(line) })
  const gold = await readGold(superUrl)
  shutdown.onEnd(gold.close)
  const { offlineAnalyst } = await import('./eval/ask-offline.ts')
  const questions = QUESTIONS.filter(({ id }) => id.includes(values.only))
  const examined = await examine(questions, await offlineAnalyst(), gold, { withParaphrases: !values.plain })
  if (values.misses) console.log(misses(examined).join('\n'))
  const told = [tableOf('offline analyst', examined), '', ...figuresOf(examined)].join('\n')
  console.log(told)
  if (values.only === '' && !values.plain) writeInto(PAGE, told)
}

/** Replaces what stands between the marks of a page. */
function writeInto(path: string, told: string): void {
  const page = readFileSync(path, 'utf8')
  const [begin, end] = MARKS.map((mark) => page.indexOf(mark))
  if (begin === undefined || end === undefined || begin < 0 || end < begin)
    throw new Error(`${path} lacks ${MARKS.join(' and ')}.`)
  writeFileSync(path, `${page.slice(0, begin + MARKS[0].length)}\n\n${told}\n\n${page.slice(end)}`)
}

try {
  await run()
  await shutdown.end(0)
} catch (error) {
  if (!shutdown.hasBegun) await shutdown.end(1, sentenceOf(error))
}
