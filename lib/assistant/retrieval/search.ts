import type { Actor } from '#lib/access/actor.ts'
import { holds } from '#lib/access/permissions.ts'
import { inRawTransaction, type Sql } from '#lib/platform/db.ts'
import { corrected } from '../grammar/typos.ts'
import { comparable, fused, rankByMeaning, vectorOf } from './rank-by-meaning.ts'
import { plainOf } from './split-markdown.ts'

export type PassageKind = 'policy' | 'help' | 'ticket'

export type FoundPassage = {
  readonly id: bigint
  readonly kind: PassageKind
  readonly sourceId: string
  readonly title: string
  readonly heading: string
  /** The whole passage: Markdown somebody wrote. */
  readonly body: string
  /** What of it the words met, without Markdown's marks; `at` numbers the parts. */
  readonly excerpt: readonly { readonly text: string; readonly isHit: boolean; readonly at: number }[]
  /** Where it is on a page of ours. */
  readonly href: string
}

export type PassageSearch = {
  /** Best first. */
  readonly passages: readonly FoundPassage[]
  /** Words that were taken for others, because nothing has them. */
  readonly corrections: readonly { readonly from: string; readonly to: string }[]
  /** Why something was not done, in sentences; empty when everything was. */
  readonly notes: readonly string[]
}

/** Who asks: a person of the console, or a conversation of one seller (under the database's role for sellers). */
export type Asker = Pick<Actor, 'roles' | 'scope'>

type Search = {
  readonly words: string
  readonly limit?: number
  /** Only these; else all that somebody may see. */
  readonly kinds?: readonly PassageKind[]
}

type Term = { readonly word: string; readonly stem: string; readonly taken: string }

const LIMIT_MAX = 20
const WORDS_MAX = 2_000
/** How many of each lane are compared with one another. */
const CANDIDATES = 60

/**
 * Passages that these words are about, best first, of what this person may see and nothing else: the permission decides which kinds are
 * looked for, and the database's policies decide about every row.
 */
export async function searchPassages(asker: Asker, { words, limit = 8, kinds }: Search): Promise<PassageSearch> {
  const lanes = lanesFor(asker, kinds)
  const asked = words.normalize('NFKC').replaceAll('\u0000', ' ').slice(0, WORDS_MAX)
  if (lanes.length === 0) return { passages: [], corrections: [], notes: ['Nothing here may be read with your role.'] }
  const { asked: vector, note } = await vectorOf(asker.scope, asked)
  const seen = await inRawTransaction(asker.scope, async (tx) => {
    await tx.exec(`SET LOCAL statement_timeout = '5s'`)
    const terms = await readTerms(tx, asked)
    const byWords = await rankByWords(tx, terms, lanes)
    return { terms, byWords, ids: vector === null ? [] : await comparable(tx, lanes) }
  })
  const near = vector === null ? [] : await rankByMeaning(asker.scope, vector, seen.ids)
  const ranked = vector === null ? seen.byWords : fused(seen.byWords, near)
  const rows = Math.min(Math.max(limit, 1), LIMIT_MAX)
  return inRawTransaction(asker.scope, async (tx) => {
    const passages = await readPassages(tx, ranked, seen.terms, lanes, rows)
    const { corrections, notes } = await saidAbout(tx, seen.terms)
    return { passages, corrections, notes: note === null ? notes : [...notes, note] }
  })
}

/** Which kinds somebody may be shown. Sellers see what is public and their own; the database sees to it. */
function lanesFor(
  { roles, scope }: Asker,
  kinds: readonly PassageKind[] = ['policy', 'help', 'ticket'],
): PassageKind[] {
  if (scope.role === 'tieout_seller') return kinds.filter((kind) => kind !== 'help')
  const mayPolicies = holds(roles, 'policies.read')
  const mayTickets = holds(roles, 'tickets.read') && scope.role !== 'tieout_analyst'
  return kinds.filter((kind) => (kind === 'ticket' ? mayTickets : mayPolicies))
}

type StoredTerm = Pick<Term, 'word' | 'stem'> & { readonly likes: readonly string[]; readonly stems: readonly string[] }

/** The words of a question with their stems. A word that nothing has is taken for the one word of the documents that is near. */
async function readTerms(tx: Sql, words: string): Promise<Term[]> {
  const rows = await tx.sql<StoredTerm>('SELECT word, stem, likes, like_stems AS stems FROM passage_terms($1)', [words])
  return rows.map(({ word, stem, likes, stems }) => {
    const [found] = corrected(word, new Set(likes)).corrections
    return found === undefined
      ? { word, stem, taken: '' }
      : { word, stem: stems[likes.indexOf(found.to)] ?? stem, taken: found.to }
  })
}

/** The best passages by words: their ids, best first. */
async function rankByWords(tx: Sql, terms: readonly Term[], lanes: readonly PassageKind[]): Promise<bigint[]> {
  if (terms.length === 0) return []
  const ofTickets = lanes.includes('ticket') ? [true] : []
  const ofDocuments = lanes.some((kind) => kind !== 'ticket') ? [false] : []
  const rows = await tx.sql<{ id: bigint }>(
    `SELECT f.id FROM unnest($3::boolean[]) lane, passage_find($1, $2, lane, ${CANDIDATES}) f
      ORDER BY f.score DESC, f.matched DESC, lane, f.id`,
    [terms.map(({ stem }) => stem), terms.map(({ word, taken }) => taken || word), [...ofDocuments, ...ofTickets]],
  )
  return rows.map(({ id }) => id)
}

/** The rows of these passages in this order, the best of each ticket only, with what the words met. */
async function readPassages(
  tx: Sql,
  ids: readonly bigint[],
  terms: readonly Term[],
  lanes: readonly PassageKind[],
  limit: number,
): Promise<FoundPassage[]> {
  if (ids.length === 0) return []
  const rows = await tx.sql<Omit<FoundPassage, 'excerpt'> & { headline: string }>(
    `WITH best AS (
       SELECT DISTINCT ON (CASE p.kind WHEN 'ticket' THEN p.source_id ELSE p.id::text END) p.id, w.place
         FROM unnest($1::bigint[]) WITH ORDINALITY w(id, place) JOIN passage p ON p.id = w.id
        WHERE p.kind = ANY($3::text[])
        ORDER BY CASE p.kind WHEN 'ticket' THEN p.source_id ELSE p.id::text END, w.place),
     kept AS (SELECT id, place FROM best ORDER BY place LIMIT $4::int)
     SELECT p.id, p.kind, p.source_id AS "sourceId", p.title, p.heading, p.body, p.href,
            ts_headline('english', p.body, $2::text::tsquery, 'StartSel=\ue000, StopSel=\ue001, MaxWords=48, MinWords=24, MaxFragments=1') AS headline
       FROM kept k JOIN passage p ON p.id = k.id ORDER BY k.place`,
    [ids, headlineQuery(terms), lanes, limit],
  )
  return rows.map(({ headline, ...row }) => ({ ...row, excerpt: excerptOf(headline) }))
}

const headlineQuery = (terms: readonly Term[]): string =>
  terms.length === 0
    ? `'-'`
    : terms.map(({ stem }) => `'${stem.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`).join(' | ')

function excerptOf(headline: string): FoundPassage['excerpt'] {
  return headline
    .split('\ue000')
    .flatMap((part, at) => {
      const [hit = '', rest] = part.split('\ue001')
      return at === 0
        ? [{ text: part, isHit: false }]
        : [
            { text: hit, isHit: true },
            { text: rest ?? '', isHit: false },
          ]
    })
    .map(({ text, isHit }) => ({ text: isHit ? text : marksGone(text), isHit }))
    .filter(({ text }) => text !== '')
    .map((part, at) => ({ ...part, at }))
}

/** Without Markdown's marks, and with the spaces at its ends. */
const marksGone = (text: string): string => {
  const [before = '', after = ''] = [/^\s*/.exec(text)?.[0], /\s*$/.exec(text)?.[0]]
  const plain = plainOf(
    text
      .replace(/^#{1,6}\s+/gm, '')
      .replace(/(?:\|\s*:?-+:?\s*)+\|?/g, ' ')
      .replace(/\s*\|\s*/g, ' '),
  )
  return plain === '' ? (text === '' ? '' : ' ') : `${before === '' ? '' : ' '}${plain}${after === '' ? '' : ' '}`
}

/** What a person should know about how their words were read. */
async function saidAbout(tx: Sql, terms: readonly Term[]): Promise<Pick<PassageSearch, 'corrections' | 'notes'>> {
  const corrections = terms.flatMap(({ word, taken }) => (taken === '' ? [] : [{ from: word, to: taken }]))
  const notes = terms.length === 0 ? ['There is no word here to look for.'] : []
  return { corrections, notes: (await correctsWords(tx)) ? notes : [...notes, NO_TRIGRAMS] }
}

const NO_TRIGRAMS = 'Mistyped words are not corrected: this database does not have the extension pg_trgm.'

/** Whether mistyped words can be corrected here. */
export async function correctsWords(tx: Sql): Promise<boolean> {
  const [row] = await tx.sql<{ has: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') AS has`,
  )
  return row?.has ?? false
}
