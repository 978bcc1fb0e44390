import type { Lexed } from '../grammar/lex.ts'

/** What a question asks of a tool other than the metrics, or a sentence that answers it at once. */
export type Request =
  | {
      readonly kind: 'call'
      readonly tool: string
      readonly input: Readonly<Record<string, unknown>>
      /** Several that are asked about: a call for each. */
      readonly sellers?: readonly string[]
    }
  /** `tool` is what it would have come to: whoever lacks it is told that instead. */
  | { readonly kind: 'say'; readonly text: string; readonly tool: string | null }

/** A question as written, as the lexer marked it, and where it was asked. */
export type Written = {
  readonly question: string
  readonly lexed: Lexed
  /** Path of the console page; empty for none. */
  readonly page: string
}

export const call = (
  tool: string,
  input: Readonly<Record<string, unknown>> = {},
): Extract<Request, { kind: 'call' }> => ({
  kind: 'call',
  tool,
  input,
})
/** The same of each seller that is named; `input` alone where none is. */
export const callOfEach = (
  tool: string,
  sellers: readonly string[],
  input: Readonly<Record<string, unknown>> = {},
): Extract<Request, { kind: 'call' }> => {
  const [first] = sellers
  const one = call(tool, first === undefined ? input : { ...input, seller: first })
  return sellers.length > 1 ? { ...one, sellers: sellers.slice(0, SELLERS_MAX) } : one
}
/** So many look-ups at most for one clause. */
const SELLERS_MAX = 3
export const say = (text: string, tool: string | null = null): Request => ({ kind: 'say', text, tool })

/** "this", "it", "here": what the page shows. */
const POINTS = / (?:this|it|that|here|its|them|they) /

/** The sellers a question names, by id, each once; the page's own where the question only points. */
export function sellersIn({ question, lexed, page }: Written): string[] {
  const written = [...question.matchAll(/\b(?:sel|acct)_\w+/g)].map(([id]) => id)
  const marked = [...lexed.text.matchAll(/ f:seller:([^ ]+)/g)].map(([, id = '']) => decodeURIComponent(id))
  const all = [...new Set([...written, ...marked])]
  const shown = /^\/sellers\/(sel_\w+)/.exec(page)?.[1]
  return all.length === 0 && shown !== undefined && POINTS.test(lexed.plain) ? [shown] : all
}

/** The object that the page shows, where the question only points at it. */
export const shownOn = ({ lexed, page }: Written, path: RegExp): string | null =>
  POINTS.test(lexed.plain) ? (path.exec(page)?.[1] ?? null) : null

/** What stands behind "because", "since", a colon or a dash: why somebody wants it. */
export function reasonIn(question: string): string | null {
  const found =
    /(?:\bbecause(?: of)?\b|\bsince\b|\bdue to\b|\bas\b(?= (?:its?|they|the|we|there)\b)|\breason\b:?|:| - | – | — )\s*(\S[\s\S]{2,})$/i.exec(
      question,
    )
  return found?.[1]?.trim().replace(/[.!]+$/, '') ?? null
}
