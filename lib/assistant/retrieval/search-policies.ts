import type { Block, Citation, ToolResult } from '../block-model.ts'
import { fenced } from '../fence.ts'
import { type Asker, type FoundPassage, type PassageKind, searchPassages } from './search.ts'
import { plainOf } from './split-markdown.ts'

export type PolicyWords = {
  readonly words: string
  readonly limit?: number
  /** Only these; else all that somebody may see. */
  readonly kinds?: readonly PassageKind[]
}

const TEXT_MAX = 700
const SAID = 3

/**
 * Passages of policies, help and past tickets about these words, best first, each with the page and place where it stands. What they say
 * was written by people: a model is given it fenced, as data, and a person sees it as text.
 */
export async function searchPolicies(asker: Asker, { words, limit = 5, kinds }: PolicyWords): Promise<ToolResult> {
  const { passages, corrections, notes } = await searchPassages(asker, { words, limit, ...(kinds && { kinds }) })
  const taken = corrections.map(({ from, to }) => `I took “${from}” for “${to}”.`)
  const [first] = passages
  return {
    step: `Policies and help about “${words.replace(/\s+/g, ' ').trim().slice(0, 80)}”, ${counted(passages.length)}`,
    blocks: [
      ...passages.map(
        (passage): Block => ({ kind: 'passage', source: sourceOf(passage), text: textOf(passage), href: passage.href }),
      ),
      ...[...taken, ...notes].map((text): Block => ({ kind: 'notice', tone: 'info', text })),
    ],
    facts: {
      summary: [
        first === undefined
          ? 'Nothing in the policies, the help and past tickets is about this.'
          : `${sourceOf(first)} says: “${textOf(first)}”${passages.length > 1 ? ` See also ${listed(passages.slice(1, SAID + 1).map(sourceOf))}.` : ''}`,
        ...taken,
      ].join(' '),
      passages: passages.map((passage) => ({
        source: sourceOf(passage),
        href: passage.href,
        text: fenced(sourceOf(passage), passage.body),
      })),
      corrections,
      notes,
    },
    citations: passages.map((passage): Citation => ({ label: sourceOf(passage), href: passage.href })),
    rows: passages.length,
    more: false,
  }
}

const counted = (count: number): string => `${count} ${count === 1 ? 'passage' : 'passages'}`

const sourceOf = ({ title, heading }: FoundPassage): string => (heading === '' ? title : `${title} › ${heading}`)

/** The beginning of a passage as one paragraph without marks. */
function textOf({ body }: FoundPassage): string {
  const plain = plainOf(body.replace(/^\s*(?:[-*+]|\d+\.|#{1,6}|>)\s+/gm, '')).replace(/\s+/g, ' ')
  return plain.length <= TEXT_MAX ? plain : `${plain.slice(0, TEXT_MAX).replace(/\s\S*$/, '')} …`
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
