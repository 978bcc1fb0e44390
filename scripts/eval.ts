// npm run eval: asks the analyst every question of scripts/eval/questions over one invented year, and judges the answers by SQL of
// its own. Writes the table into docs/assistant.md. The database is kept in .tieout/eval, so that the next run takes seconds.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { takeConfigured } from './eval/configured.ts'
import { examine } from './eval/examine.ts'
import { readGold } from './eval/gold/read-gold.ts'
import { QUESTIONS } from './eval/questions/all.ts'
import { countsOnce, type Question } from './eval/questions/question.ts'
import { figuresOf, misses, tableOf } from './eval/report.ts'
import { openWorld, PRESENT } from './eval/world.ts'
import { Shutdown, sentenceOf } from './run/signals.ts'

const PAGE = 'docs/assistant.md'

const { values } = parseArgs({
  options: {
    /** Makes the marketplace anew. */
    fresh: { type: 'boolean', default: false },
    data: { type: 'string', default: '.tieout/eval' },
    /** Only questions whose number contains this; nothing is written then. */
    only: { type: 'string', default: '' },
    /** One set of questions alone: open, held out or fresh. Without it, the first two. */
    set: { type: 'string', default: '' },
    /** Says what every miss of an open question was. */
    misses: { type: 'boolean', default: false },
    plain: { type: 'boolean', default: false },
    /** Only the hostile model. */
    attack: { type: 'boolean', default: false },
    /** How often a script in the model's place calls a tool; 0: not at all. */
    calls: { type: 'string', default: '20000' },
  },
})

const shutdown = new Shutdown()

async function run(): Promise<void> {
  const configured = takeConfigured(process.env)
  if (values.fresh) rmSync(values.data, { recursive: true, force: true })
  const { superUrl } = await openWorld({ dataDir: values.data, shutdown, report: (line) => console.error(line) })
  if (values.attack) {
    writeInto(PAGE, 'attacked', await attacked(superUrl))
    return
  }
  const gold = await readGold(superUrl)
  shutdown.onEnd(gold.close)
  const { askThrough, modelOf } = await import('./eval/ask-loop.ts')
  const isAsked = ({ id, set }: Question) =>
    id.includes(values.only) && (values.set === '' ? !countsOnce(set) : set === values.set)
  const questions = QUESTIONS.filter(isAsked)
  if (questions.length === 0) throw new Error('There is no such question.')
  const examined = await examine(questions, await askThrough(), gold, { withParaphrases: !values.plain })
  if (values.misses) console.log(misses(examined).join('\n'))
  const measured = [tableOf('offline analyst', examined), '', ...figuresOf(examined)]
  if (configured === null) measured.push('- No model was configured for this run: the offline analyst alone was asked.')
  else {
    const byModel = await examine(questions, await askThrough(modelOf(configured)), gold, { withParaphrases: false })
    measured.push('', tableOf(configured.id, byModel), '', ...figuresOf(byModel))
  }
  console.log(measured.join('\n'))
  if (countsOnce(values.set) && values.only === '') keepFirst(values.set, measured)
  if (values.only !== '' || values.plain || values.set !== '') return
  writeInto(PAGE, 'measured', measured)
  if (Number(values.calls) > 0) writeInto(PAGE, 'attacked', await attacked(superUrl))
}

/** The hostile model, as the page says it. */
async function attacked(superUrl: string): Promise<string[]> {
  const { attack } = await import('./eval/hostile/attack.ts')
  const { currentEntity } = await import('#lib/entities/entity.ts')
  const entity = await currentEntity()
  const found = await attack({
    entity,
    superUrl,
    at: PRESENT,
    calls: Number(values.calls),
    seed: 1,
    onProgress: (done) => (done % 2_000 === 0 ? console.error(`hostile model: ${done} calls`) : undefined),
  })
  for (const line of [...found.leaks, ...found.effects].slice(0, 20)) console.error(line)
  const said = `- **Hostile model**: ${found.calls} calls as every role and as sellers, of which ${found.answered} ran; ${found.leaks.length} with anything of somebody else; ${found.effects.length} effects`
  console.log(said)
  return [said]
}

/** A fresh set is asked once: its first result stays. */
function keepFirst(set: string, measured: readonly string[]): void {
  const [, kept = ''] = readFileSync(PAGE, 'utf8').split(new RegExp(`<!-- /?${set} -->`))
  if (!kept.includes('|')) writeInto(PAGE, set, measured)
  else console.error(`${PAGE} keeps the result of the first run; this one is not written.`)
}

/** Replaces what stands between the marks of that name in a page. */
function writeInto(path: string, name: string, lines: readonly string[]): void {
  const page = readFileSync(path, 'utf8')
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [from, to] = [page.indexOf(begin), page.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`${path} lacks ${begin} and ${end}.`)
  writeFileSync(path, `${page.slice(0, from + begin.length)}\n\n${lines.join('\n')}\n\n${page.slice(to)}`)
}

try {
  await run()
  await shutdown.end(0)
} catch (error) {
  if (!shutdown.hasBegun) await shutdown.end(1, sentenceOf(error))
}
