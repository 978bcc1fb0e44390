import pg from 'pg'
import type { GoldRow } from '../judge.ts'
import type { Question } from '../questions/question.ts'
import { GOLD_FACTS } from './facts.ts'

export type GoldReader = {
  /** The question with its `{names}` filled in, and the rows that are right. */
  of(question: Question): Promise<{ readonly question: Question; readonly rows: readonly GoldRow[] }>
  query(sql: string): Promise<GoldRow[]>
  close(): Promise<void>
}

/** A session of its own beside the product, which sees every row and asks the base tables. */
export async function readGold(superUrl: string): Promise<GoldReader> {
  const client = new pg.Client({ connectionString: superUrl })
  await client.connect()
  await client.query(GOLD_FACTS)
  const query = async (sql: string): Promise<GoldRow[]> => {
    const { rows } = await client.query<Record<string, unknown>>(`SELECT to_jsonb(g) AS row FROM (${sql}) g`)
    return rows.map(({ row }) => asText(row as object))
  }
  return {
    query,
    close: () => client.end(),
    of: async (question) => {
      const [names = {}] = question.names === undefined ? [] : await query(question.names)
      const filled = fillIn(question, names)
      const { expected } = filled
      const rows = 'sql' in expected ? await query(expected.sql) : []
      return { question: filled, rows }
    },
  }
}

function fillIn(question: Question, names: GoldRow): Question {
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole)
  const { expected } = question
  return {
    ...question,
    text: fill(question.text),
    expected: 'sql' in expected ? { ...expected, sql: fill(expected.sql) } : expected,
  }
}

const asText = (row: object): GoldRow =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? null : String(value)]))
