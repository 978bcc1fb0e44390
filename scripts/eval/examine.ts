import type { Answered, Ask } from './answer.ts'
import type { GoldReader } from './gold/read-gold.ts'
import { areSameRows, judge, type Verdict } from './judge.ts'
import { paraphrasesOf } from './paraphrases.ts'
import type { Question } from './questions/question.ts'
import { untraced } from './trace.ts'

export type Reworded = {
  readonly rule: string
  readonly text: string
  /** The same rows; else a question back or a refusal misleads nobody, other rows do. */
  readonly came: 'same' | 'unanswered' | 'other rows'
}

export type Examined = {
  readonly question: Question
  readonly verdict: Verdict
  readonly answered: Answered
  /** Figures in the words of the answer that no tool had said. */
  readonly untraced: readonly string[]
  readonly isRightTool: boolean
  readonly reworded: readonly Reworded[]
}

/** Asks every question once, and every paraphrase of those that have rows. */
export async function examine(
  questions: readonly Question[],
  ask: Ask,
  gold: GoldReader,
  { withParaphrases }: { readonly withParaphrases: boolean },
): Promise<Examined[]> {
  const examined: Examined[] = []
  for (const written of questions) {
    const { question, rows } = await gold.of(written)
    const turns = [...(question.before ?? []), question.text]
    const answered = await ask(turns)
    const reworded: Reworded[] = []
    for (const { rule, turns: others } of withParaphrases ? paraphrasesOf(question) : []) {
      const other = await ask(others)
      const came = areSameRows(answered, other) ? 'same' : other.outcome === 'rows' ? 'other rows' : 'unanswered'
      reworded.push({ rule, text: others.at(-1) ?? '', came })
    }
    examined.push({
      question,
      verdict: judge(question, rows, answered),
      answered,
      untraced: untraced(answered.text, answered.told, turns),
      isRightTool: isRightTool(question, answered),
      reworded,
    })
  }
  return examined
}

function isRightTool({ expected }: Question, { tools }: Answered): boolean {
  if (expected.kind === 'rows') return tools.every((name) => name === 'query_metrics') && tools.length > 0
  if (expected.kind === 'facts') return tools.includes(expected.tool)
  return tools.length === 0
}
