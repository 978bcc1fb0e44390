import type { SellerActor } from '#lib/access/seller-actor.ts'
import type { Entity } from '#lib/entities/entity.ts'
import type { Rows } from '#lib/platform/testing/rows.ts'

/** Stands in every id and name of a seller's rows: where it shows, that seller's rows show. */
export type Mark = 'alpha' | 'bravo'

/** In the platform's own ids: no seller is to read one. */
export const PLATFORM = 'acct_platform'

const pad = (mark: Mark) => mark.replaceAll(/[ilou]/g, '0').padEnd(26, '0')
export const idOf = (prefix: string, mark: Mark): string => `${prefix}_${pad(mark)}`

/** How ids of tables begin whose column is called `id`. */
const PREFIXES: Readonly<Record<string, string>> = {
  person: 'per',
  seller: 'sel',
  settlement: 'stl',
  payout: 'po',
  transfer: 'tr',
  balance_transaction: 'txn',
  charge: 'py',
}

/** What columns hold, by their name; the rest of a row holds nothing. */
function valuesOf(table: string, mark: Mark, entity: Entity): Record<string, unknown> {
  return {
    entity_id: entity.id,
    livemode: false,
    id: idOf(PREFIXES[table] ?? table.slice(0, 4), mark),
    account: `acct_${mark}`,
    stripe_account: `acct_${mark}`,
    destination: `acct_${mark}`,
    seller_id: idOf('sel', mark),
    person_id: idOf('per', mark),
    settlement_id: idOf('stl', mark),
    from_settlement_id: idOf('stl', mark),
    to_settlement_id: `stl_other_${mark}`,
    payout_id: idOf('po', mark),
    charge_id: `ch_${PLATFORM}_${mark}`,
    source_id: idOf('py', mark),
    source_transfer_id: idOf('tr', mark),
    object_id: idOf('tr', mark),
    transfer_id: idOf('tr', mark),
    contract_id: idOf('contract', mark).slice(0, 30),
    contract_version_id: `ctv_${mark}`,
    name: `Name ${mark}`,
    email: `${mark}@seller.test`,
    recipient: `${mark}@seller.test`,
    reference: `ref ${mark}`,
    description: `thing ${mark}`,
    order_id: `ORD-${mark}`,
    invoice_number: `INV-${mark}`,
    title: `title ${mark}`,
    subject: `subject ${mark}`,
    body: `body ${mark}`,
    text: `text ${mark}`,
    currency: 'USD',
    default_currency: 'USD',
    state: 'active',
    role: 'seller',
    seller_role: 'owner',
    locale: 'en',
    kind: 'mail.send',
    subject_kind: 'seller',
    subject_id: idOf('sel', mark),
    status: 'paid',
    type: 'payment',
    reporting_category: 'charge',
    last4: '4242',
    trace_id: `trace ${mark}`,
    raw: `raw of ${PLATFORM} ${mark}`,
  }
}

/** SHA-256 of nothing. */
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** What a table holds that is not what its columns' names say. */
const OTHERWISE: Readonly<Record<string, (mark: Mark) => Record<string, unknown>>> = {
  dispute_file: (mark) => ({ added_by: idOf('per', mark), dispute_id: idOf('disp', mark) }),
  payout_tie_out: () => ({ state: 'tied', mode: 'breakdown', categories: '[]', remainders: '[]' }),
  settlement: (mark) => ({
    state: 'settled',
    pattern: 'separate',
    source_kind: 'charge',
    source_id: `ch_${PLATFORM}_${mark}`,
    version: 1,
    checks: '[]',
  }),
  settlement_share: () => ({ state: 'executed' }),
  settlement_line: (mark) => ({ kind: 'collected', version: 1, line_no: 1, source_line_id: `ch_${PLATFORM}_${mark}` }),
  settlement_carry: () => ({ amount_minor: '5' }),
  transfer: () => ({ account: PLATFORM }),
  transfer_reversal: (mark) => ({ account: PLATFORM, id: idOf('tr', mark) }),
  transfer_origin: () => ({ origin: 'executed' }),
  dispute: () => ({ account: PLATFORM, status: 'needs_response', balance_transaction_ids: '[]' }),
  refund: () => ({ account: PLATFORM, status: 'succeeded' }),
  message: (mark) => ({ state: 'sent', once_key: mark, created_at: '2026-11-01T00:00:00Z' }),
  conversation: () => ({ channel: 'mail', side: 'seller', link_state: 'none', state: 'open' }),
  conversation_message: (mark) => ({
    conversation_id: idOf('conv', mark),
    channel: 'mail',
    side: 'seller',
    external_id: mark,
  }),
  mail_suppression: (mark) => ({
    address: `${mark}@seller.test`,
    reason: 'unsubscribed',
    category: 'weekly_summary',
    created_at: '2026-11-01T00:00:00Z',
  }),
  passage: () => ({ audience: 'seller', kind: 'policy', search: '', href: '/policies' }),
  balance_transaction: () => ({ amount_minor: '1000', net_minor: '1000', fee_details: '[]' }),
  contract: (mark) => ({ id: idOf('contract', mark).slice(0, 30) }),
  contract_version: (mark) => ({
    id: `ctv_${mark}`,
    version: 1,
    effective_on: '2026-01-01',
    fee_bearer: 'platform',
    commission_base: 'gross',
  }),
  commission_rule: (mark) => ({ position: 1, category: `category ${mark}`, steps: '[]' }),
  adjustment: () => ({ amount_minor: '-5', open_minor: '5', reason: 'other', posted_at: '2026-11-01T00:00:00Z' }),
  onboarding: (mark) => ({
    state: 'contract',
    accepted_at: '2026-11-01T00:00:00Z',
    account_at: '2026-11-01T00:00:00Z',
    own_terms: JSON.stringify({
      effectiveOn: '2026-01-01',
      rules: [{ percentBps: 1_000, category: `category ${mark}` }],
    }),
    terms_hash: 'a'.repeat(64),
    token_hash: Buffer.from(mark),
    stripe_account: `acct_onboarding_${mark}`,
  }),
  seller_statement: (mark) => ({ month: '2026-10-01', code: mark, sums: '[]', content: '', content_hash: EMPTY }),
}

/** Every table that the role may read, with the columns it may: from the database itself, so that none is forgotten. */
export const grantedTo = (rows: Rows): Promise<{ table: string; columns: string[] }[]> =>
  rows.query(
    `SELECT c.relname AS table, array_agg(a.attname::text ORDER BY a.attnum) AS columns
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relkind IN ('r', 'v', 'm', 'p') AND has_column_privilege('tieout_seller', c.oid, a.attnum, 'SELECT')
      GROUP BY c.relname ORDER BY c.relname`,
  )

/** Writes a row of each seller into a table, past every rule but its shape. */
export async function fill(rows: Rows, table: string, entity: Entity): Promise<void> {
  const columns = await rows.query<{ name: string; type: string; generated: string; identity: string }>(
    `SELECT column_name AS name, data_type AS type, is_generated AS generated, is_identity AS identity FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = $1`,
    [table],
  )
  for (const mark of ['alpha', 'bravo'] as const) {
    const values = { ...valuesOf(table, mark, entity), ...OTHERWISE[table]?.(mark) }
    const given = columns.filter(
      ({ name, type, generated }) =>
        Object.hasOwn(values, name) && generated === 'NEVER' && !(name === 'id' && type === 'bigint'),
    )
    await rows.insert(table, Object.fromEntries(given.map(({ name }) => [name, values[name]])))
  }
}

/** One of a seller's people. */
export const sellerActor = (mark: Mark, entity: Entity): SellerActor => ({
  personId: idOf('per', mark),
  name: `Name ${mark}`,
  email: `${mark}@seller.test`,
  sellerId: idOf('sel', mark),
  role: 'owner',
  locale: 'en',
  entity,
  scope: {
    entityId: entity.id,
    livemode: false,
    actor: idOf('per', mark),
    role: 'tieout_seller',
    sellerId: idOf('sel', mark),
  },
  requestId: 'req_isolation',
  viewedBy: null,
})
