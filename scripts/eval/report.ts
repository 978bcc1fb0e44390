import type { Examined } from './examine.ts'
import { CLASSES, type QuestionSet, SETS } from './questions/question.ts'

const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`)
const of = (part: number, whole: number) => (whole === 0 ? '–' : `${part} of ${whole}`)

/** The table of one run, as Markdown. */
export function tableOf(name: string, examined: readonly Examined[]): string {
  const sets = setsOf(examined)
  const rows = CLASSES.map((one) => [one, examined.filter(({ question }) => question.of === one)] as const)
    .filter(([, all]) => all.length > 0)
    .map(([one, all]) => rowOf(one, sets, all))
  return [
    `| ${[name, ...sets.map((set) => `${set}: right`), 'silently wrong', 'paraphrases: same rows', 'other rows'].join(' | ')} |`,
    `|${' --- |'.repeat(sets.length + 4)}`,
    ...rows,
    rowOf('**all**', sets, examined),
  ].join('\n')
}

/** The sets that were asked, in their order. */
const setsOf = (examined: readonly Examined[]): QuestionSet[] =>
  SETS.filter((set) => examined.some(({ question }) => question.set === set))

function rowOf(name: string, sets: readonly QuestionSet[], all: readonly Examined[]): string {
  const right = (set: QuestionSet) => {
    const some = all.filter(({ question }) => question.set === set)
    return of(some.filter(({ verdict }) => verdict.isRight).length, some.length)
  }
  const reworded = all.flatMap((one) => one.reworded)
  const came = (how: string) => of(reworded.filter((one) => one.came === how).length, reworded.length)
  const wrong = all.filter(({ verdict }) => verdict.isSilentlyWrong).length
  return `| ${[name, ...sets.map(right), wrong, came('same'), came('other rows')].join(' | ')} |`
}

/** What the targets are about, each set apart. */
export function figuresOf(examined: readonly Examined[]): string[] {
  return setsOf(examined).map((set) => {
    const all = examined.filter(({ question }) => question.set === set)
    const count = (is: (one: Examined) => boolean) => all.filter(is).length
    const isNo = ({ question }: Examined) => ['ambiguous', 'unanswerable', 'forbidden'].includes(question.of)
    const times = all.map(({ answered }) => answered.ms).toSorted((left, right) => left - right)
    const at = (share: number) => `${(times[Math.floor(times.length * share)] ?? 0).toFixed(0)} ms`
    return [
      `- **${set.charAt(0).toUpperCase()}${set.slice(1)}**: ${percent(
        count(({ verdict }) => verdict.isRight),
        all.length,
      )} right of ${all.length}`,
      `silently wrong ${percent(
        count(({ verdict }) => verdict.isSilentlyWrong),
        all.length,
      )}`,
      `refused or asked back where it should be ${percent(
        count((one) => isNo(one) && one.verdict.isRight),
        count(isNo),
      )}`,
      `right tool ${percent(
        count(({ isRightTool }) => isRightTool),
        all.length,
      )}`,
      `figures that no tool said: ${all.flatMap((one) => one.untraced).length}`,
      `latency p50 ${at(0.5)}, p95 ${at(0.95)}`,
    ].join('; ')
  })
}

/** What went wrong, a line each; held-out questions are counted and not shown. */
export function misses(examined: readonly Examined[]): string[] {
  return examined.flatMap(({ question, verdict, untraced: figures, reworded }) => {
    if (question.set === 'held out') return []
    const turns = [...(question.before ?? []), question.text].join(' → ')
    return [
      ...(verdict.isRight
        ? []
        : [`${verdict.isSilentlyWrong ? 'WRONG' : 'MISS '} ${question.id}: ${turns}\n      ${verdict.why}`]),
      ...(figures.length === 0 ? [] : [`UNTRACED ${question.id}: ${turns}: ${figures.join(' ')}`]),
      ...reworded
        .filter(({ came }) => came !== 'same')
        .map(
          ({ came, rule, text }) =>
            `${came === 'other rows' ? 'OTHER' : 'UNANSWERED'} ${question.id} by ${rule}: ${text}`,
        ),
    ]
  })
}
