import type { Sql } from '#lib/platform/db.ts'
import { type Page, pageOf, readKey } from '#lib/platform/page-key.ts'
import { IS_SUBMITTED } from './get-draft.ts'
import type { DraftFilter } from './schema.ts'
import { partsOf } from './terms-for.ts'
import { describeRule } from './words-model.ts'

export type ContractRow = {
  readonly id: string
  readonly name: string
  readonly sellerId: string
  /** The seller's name; "Every other seller" for the default. */
  readonly seller: string
  /** Number of the version that applies today; null when none does yet. */
  readonly version: number | null
  readonly since: string | null
  /** Its rates in words. */
  readonly rules: string
  readonly tierCount: number
  /** First day of the next version. */
  readonly nextOn: string | null
  readonly draft: 'draft' | 'submitted' | null
}

export type ContractQuery = {
  readonly q?: string | null
  readonly draft?: DraftFilter | null
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
}

type Row = Omit<ContractRow, 'rules' | 'seller'> & { seller: string; versionId: string | null; key: string }

const RULES_SHOWN = 2

/** Contracts with the terms that apply on `today`, the default first, then by seller. Found by a part of either name. */
export async function listContracts(tx: Sql, today: string, query: ContractQuery): Promise<Page<ContractRow>> {
  const { q = null, draft = null, after = null, before = null, limit } = query
  const isBackward = before !== null
  const key = readKey(before ?? after)
  const order = isBackward ? 'DESC' : 'ASC'
  const rows = await tx.sql<Row>(
    `SELECT * FROM (
       SELECT c.id, c.name, c.seller_id AS "sellerId", coalesce(s.name, '') AS seller,
              CASE WHEN c.seller_id = '' THEN '' ELSE coalesce(s.name, c.seller_id) END AS key,
              v.version, v.effective_on::text AS since, v.id AS "versionId",
              (SELECT count(*)::int FROM contract_tier t WHERE t.contract_version_id = v.id) AS "tierCount",
              (SELECT min(n.effective_on)::text FROM contract_version n
                WHERE n.contract_id = c.id AND n.effective_on > $3::text::date) AS "nextOn",
              (SELECT CASE WHEN ${IS_SUBMITTED} THEN 'submitted' ELSE 'draft' END
                 FROM contract_draft d LEFT JOIN proposal p ON p.id = d.proposal_id
                WHERE d.contract_id = c.id AND d.state IN ('draft', 'submitted')) AS draft
         FROM contract c LEFT JOIN seller s ON s.id = c.seller_id
         LEFT JOIN LATERAL (SELECT id, version, effective_on FROM contract_version x
                             WHERE x.contract_id = c.id AND x.effective_on <= $3::text::date
                             ORDER BY x.effective_on DESC, x.version DESC LIMIT 1) v ON true
        WHERE c.entity_id = $1 AND c.livemode = $2
          AND ($4::text IS NULL OR c.id = $4 OR strpos(lower(c.name), lower($4)) > 0 OR strpos(lower(s.name), lower($4)) > 0)) found
      WHERE ($5::text IS NULL OR coalesce(draft, 'none') = $5)
        AND ($6::text IS NULL OR (key, id) ${isBackward ? '<' : '>'} ($6, $7))
      ORDER BY key ${order}, id ${order} LIMIT $8`,
    [tx.scope.entityId, tx.scope.livemode, today, q, draft, key?.value ?? null, key?.id ?? null, limit + 1],
  )
  const parts = await partsOf(
    tx,
    rows.flatMap(({ versionId }) => versionId ?? []),
  )
  const isFirst = key === null
  const page = pageOf(rows, {
    isBackward: isBackward && !isFirst,
    isFirst,
    limit,
    keyOf: (row) => ({ value: row.key, id: row.id }),
  })
  return {
    ...page,
    rows: page.rows.map(({ versionId, key: _key, ...row }) => ({
      ...row,
      seller: row.sellerId === '' ? 'Every other seller' : row.seller || row.sellerId,
      rules: shortly((parts.get(versionId ?? '')?.rules ?? []).map((rule) => describeRule(rule))),
    })),
  }
}

function shortly(rules: readonly string[]): string {
  const more = rules.length - RULES_SHOWN
  return `${rules.slice(0, RULES_SHOWN).join(' · ')}${more > 0 ? ` · and ${more} more` : ''}`
}
