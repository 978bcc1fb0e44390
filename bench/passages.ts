// Passages found by words among 100,000 (90,000 of tickets, 10,000 of policies): how long one search takes, and how many times faster
// it is than the plain question that one would put to full text: any of the words, the best by rank.
import pg from 'pg'
import { searchPassages } from '#lib/assistant/retrieval/search.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { type Measurement, medianRates } from './windows.ts'

const PASSAGES = 100_000
const WORDS_EACH = 60
const VOCABULARY = 20_000
const WINDOWS = 5
const RATIO_MIN = 3

/** Words by how common they are: w0 is in nearly every text, w19999 in a few. */
const SEED = `
INSERT INTO passage (entity_id, livemode, kind, source_id, position, title, heading, body, href, audience, permission, hash, search)
SELECT $1, false, k.kind, 's_' || n, 0, t.title, '', b.body, '/x/' || n, 'console', k.kind || 's.read', md5(b.body),
       setweight(to_tsvector('english', t.title), 'A') || setweight(to_tsvector('english', b.body), 'C')
       || setweight(to_tsvector('simple', t.title || ' ' || b.body), 'D')
  FROM generate_series(1, ${PASSAGES}) n,
       LATERAL (SELECT CASE WHEN n % 10 = 0 THEN 'policy' ELSE 'ticket' END AS kind) k,
       LATERAL (SELECT 'w' || floor(${VOCABULARY} * power(random(), 3) + n * 0)::int || ' w' || floor(${VOCABULARY} * random() + n * 0)::int AS title) t,
       LATERAL (SELECT string_agg(i.word, ' ') AS body
                 FROM (SELECT 'w' || floor(${VOCABULARY} * power(random(), 3) + n * 0)::int AS word FROM generate_series(1, ${WORDS_EACH})) i) b`

const QUESTIONS = [
  'what happens with w15000 and w16000',
  'w0 w1 w2 w3 w4',
  'how is w3 of w500 done when w9000',
  'w0 w1 w2 w3 w4 w5 w6 w7 w8 w9 w10 w11',
  'w40 w80 w120 w160',
  'w800 w1200 w2000 w3000',
] as const

/** Milliseconds of a piece of work. */
async function msOf(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await run()
  return performance.now() - started
}

export async function benchPassages(entity: Entity, superUrl: string): Promise<Measurement[]> {
  const database = new pg.Client({ connectionString: superUrl })
  await database.connect()
  try {
    await database.query(SEED, [entity.id])
    await database.query('VACUUM ANALYZE passage')
    const asker = { roles: ['operator'] as const, scope: { entityId: entity.id, livemode: false, actor: 'per_bench' } }
    const times: number[] = []
    const ours = async () => {
      let took = 0
      for (const words of QUESTIONS) {
        const ms = await msOf(() => searchPassages(asker, { words }))
        times.push(ms)
        took += ms
      }
      return (QUESTIONS.length * 1_000) / took
    }
    const plain = async () => {
      let took = 0
      for (const words of QUESTIONS) took += await msOf(() => database.query(PLAIN, [entity.id, words]))
      return (QUESTIONS.length * 1_000) / took
    }
    const [rate = 0, plainRate = 1] = await medianRates([ours, plain], WINDOWS)
    const sorted = times.toSorted((left, right) => left - right)
    const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0)
    return [
      {
        name: `a search among ${PASSAGES.toLocaleString('en')} passages, of the plain question`,
        ratio: rate / plainRate,
        atLeast: RATIO_MIN,
        detail: `${rate.toFixed(1)} searches/s against ${plainRate.toFixed(1)}; a search: ${at(0.5)} ms, 95th percentile ${at(0.95)} ms`,
      },
    ]
  } finally {
    await database.end()
  }
}

/** Any of the words, the best by rank, and what of them they met. */
const PLAIN = `
WITH q AS (SELECT to_tsquery('english', string_agg(w, ' | ')) AS query FROM regexp_split_to_table($2, ' ') w)
SELECT p.id, p.title, ts_headline('english', p.body, q.query) FROM (
  SELECT p.id, p.title, p.body FROM passage p, q WHERE p.entity_id = $1 AND p.livemode = false AND p.search @@ q.query
   ORDER BY ts_rank(p.search, q.query) DESC, p.id LIMIT 8) p, q`
