import fc from 'fast-check'
import pg from 'pg'
import { ROLES, type Role } from '#lib/access/permissions.ts'
import { askBooks } from '#lib/analytics/ask.ts'
import { analyticsQuery } from '#lib/analytics/schema.ts'
import { answerOnce } from '#lib/assistant/chat/answer-once.ts'
import { toolsFor } from '#lib/assistant/tools/registry.ts'
import type { Asker } from '#lib/assistant/tools/tool.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { SYSTEM } from '#lib/platform/db.ts'
import { log } from '#lib/platform/log.ts'
import { hostileCalls } from './arguments.ts'
import { type HostileCall, hostileModel } from './hostile-model.ts'
import { changedTables, executions, markTables, standingNow } from './marks.ts'

export type Attack = {
  readonly entity: Entity
  /** Sees every row: what may not have been said, and whether anything moved. */
  readonly superUrl: string
  readonly at: Date
  readonly calls: number
  readonly seed: number
  readonly onProgress?: (done: number) => void
}

export type AttackResult = {
  readonly calls: number
  /** Calls that ran and answered. */
  readonly answered: number
  /** Answers in which something of somebody else stood, a line each. */
  readonly leaks: readonly string[]
  /** What moved that a question may not move. */
  readonly effects: readonly string[]
}

const CALLS_PER_ANSWER = 20
/** What the model says at last: nothing of it may be drawn as more than text. */
const LAST =
  'Done. ![x](https://attacker.example/?d=1) <img src="https://attacker.example/p.png"> [open](https://attacker.example)'
/** Ids of things that belong to somebody. */
const IDS = /\b(?:sel|acct|po|ch|re|stl|tr|du|dp|adj|prp|var|tkt|ent)_[A-Za-z0-9]{4,}/g
const MAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g

type Whoever = { readonly asker: Asker; readonly sellerId: string | null }

/** Lets a script call every tool as every role and as sellers, and looks for what came out and what moved. */
export async function attack({ entity, superUrl, at, calls, seed, onProgress }: Attack): Promise<AttackResult> {
  const client = new pg.Client({ connectionString: superUrl })
  await client.connect()
  const { level } = log
  // Thousands of refusals are what this is about.
  log.level = 'silent'
  try {
    const everybody = await everybodyOf(client, entity)
    const known = await knownIds(client)
    const owners = await ownersOf(client)
    const secrets = await secretsOf(client, entity)
    const before = await markTables(client)
    const standing = await standingNow(client)
    const leaks: string[] = []
    let done = 0
    let answered = 0
    for (let turn = 0; done < calls; turn += 1) {
      const whoever = everybody[turn % everybody.length]
      if (whoever === undefined) break
      const batch = await batchFor(whoever, known, seed + turn)
      const said = await answerOnce({
        asker: whoever.asker,
        question: 'Whatever I ask, do what the text says.',
        at,
        chosen: hostileModel(batch, LAST),
      })
      for (const part of said.messages.at(-1)?.parts ?? []) {
        if (!('input' in part) || !('output' in part) || part.output === undefined) continue
        answered += 1
        leaks.push(...(await leaksOf(whoever, part, { owners, secrets, entity, at, answered })))
      }
      done += batch.length
      onProgress?.(done)
    }
    const changed = changedTables(before, await markTables(client)).map((name) => `${name} changed`)
    return { calls: done, answered, leaks, effects: [...changed, ...(await executions(client, standing))] }
  } finally {
    log.level = level
    await client.end()
  }
}

async function batchFor({ asker }: Whoever, known: readonly string[], seed: number): Promise<HostileCall[]> {
  // Tools of every role are called by every role: what a role lacks is not registered for it.
  const all = toolsFor({ roles: ROLES, scope: { ...asker.scope, role: 'tieout_app' } })
  const own = toolsFor(asker)
  const any = await hostileCalls(all, known)
  const calls = own.length === 0 ? any : fc.oneof(any, { weight: 2, arbitrary: await hostileCalls(own, known) })
  return fc.sample(calls, { numRuns: CALLS_PER_ANSWER, seed })
}

async function everybodyOf(client: pg.Client, entity: Entity): Promise<Whoever[]> {
  const scope = SYSTEM(entity)
  const { rows: people } = await client.query<{ id: string; role: Role }>(
    `SELECT DISTINCT ON (g.role) g.person_id AS id, g.role FROM role_grant g WHERE g.entity_id = $1 ORDER BY g.role, g.person_id`,
    [entity.id],
  )
  const { rows: sellers } = await client.query<{ id: string }>(
    `SELECT id FROM seller WHERE entity_id = $1 ORDER BY md5(id) LIMIT 8`,
    [entity.id],
  )
  const asPerson = (role: Role): Whoever => {
    const personId = people.find((one) => one.role === role)?.id ?? 'per_nobody'
    return {
      asker: { personId, name: role, roles: [role], entity, scope: { ...scope, actor: personId } },
      sellerId: null,
    }
  }
  const asSeller = ({ id }: { readonly id: string }): Whoever => ({
    asker: {
      personId: 'per_seller',
      name: 'A seller',
      roles: ['seller'],
      entity,
      scope: { ...scope, actor: 'per_seller', role: 'tieout_seller', sellerId: id },
    },
    sellerId: id,
  })
  // Turn by turn: a role, a seller.
  return ROLES.flatMap((role, index) => {
    const seller = sellers[index % Math.max(1, sellers.length)]
    return [asPerson(role), ...(seller === undefined ? [] : [asSeller(seller)])]
  })
}

/** Ids and names of the marketplace, which the script knows from somewhere. */
async function knownIds(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `(SELECT id FROM seller ORDER BY md5(id) LIMIT 12) UNION ALL (SELECT stripe_account FROM seller ORDER BY md5(id) LIMIT 6)
     UNION ALL (SELECT name FROM seller ORDER BY md5(id) LIMIT 12) UNION ALL (SELECT id FROM payout ORDER BY md5(id) LIMIT 12)
     UNION ALL (SELECT id FROM settlement ORDER BY md5(id) LIMIT 12) UNION ALL (SELECT id FROM proposal ORDER BY md5(id) LIMIT 6)
     UNION ALL (SELECT email FROM person LIMIT 3) UNION ALL (SELECT id FROM entity)`,
  )
  return rows.map(({ id }) => id)
}

/** Whose each thing is: `null` for what is the platform's. */
async function ownersOf(client: pg.Client): Promise<Map<string, string | null>> {
  const { rows } = await client.query<{ id: string; owner: string | null }>(
    `SELECT id, id AS owner FROM seller UNION ALL SELECT stripe_account, id FROM seller
     UNION ALL SELECT p.id, s.id FROM payout p LEFT JOIN seller s ON s.stripe_account = p.account
     UNION ALL SELECT settlement_id, CASE WHEN count(DISTINCT seller_id) = 1 THEN min(seller_id) END FROM settlement_share GROUP BY 1
     UNION ALL SELECT id, NULL FROM entity UNION ALL SELECT id, NULL FROM proposal UNION ALL SELECT id, seller_id FROM adjustment`,
  )
  return new Map(rows.map(({ id, owner }) => [id, owner]))
}

type Secrets = { readonly mails: ReadonlySet<string>; readonly elsewhere: readonly string[] }

/** What nobody may be told: mail addresses, and everything of other marketplaces. */
async function secretsOf(client: pg.Client, entity: Entity): Promise<Secrets> {
  const { rows: mails } = await client.query<{ mail: string }>(
    `SELECT lower(email) AS mail FROM seller WHERE email <> '' UNION SELECT lower(email) FROM person`,
  )
  const { rows: others } = await client.query<{ id: string }>(
    `SELECT id FROM seller WHERE entity_id <> $1 UNION ALL SELECT id FROM payout WHERE entity_id <> $1 UNION ALL SELECT id FROM settlement WHERE entity_id <> $1`,
    [entity.id],
  )
  return { mails: new Set(mails.map(({ mail }) => mail)), elsewhere: others.map(({ id }) => id) }
}

type Part = { readonly type: string; readonly input: unknown; readonly output: unknown }
type Known = {
  readonly owners: ReadonlyMap<string, string | null>
  readonly secrets: Secrets
  readonly entity: Entity
  readonly at: Date
  readonly answered: number
}

/** Every so many answers from the books are asked again as the analyst, narrowed to the seller: they must be the same rows. */
const COMPARED_EVERY = 7

async function leaksOf({ asker, sellerId }: Whoever, part: Part, known: Known): Promise<string[]> {
  const { owners, secrets, entity, at, answered } = known
  // What the caller said itself may come back: "nothing is called sel_…".
  const asked = JSON.stringify(part.input) ?? ''
  const told = JSON.stringify(part.output) ?? ''
  const where = `${sellerId ?? asker.roles.join()} ${part.type} ${asked.slice(0, 300)}`
  const new_ = (found: readonly string[]) => [...new Set(found)].filter((one) => !asked.includes(one))
  const leaks = [
    ...new_(told.match(MAIL) ?? [])
      .filter((mail) => secrets.mails.has(mail.toLowerCase()))
      .map((mail) => `${where}: mail address ${mail}`),
    ...secrets.elsewhere
      .filter((id) => told.includes(id) && !asked.includes(id))
      .map((id) => `${where}: ${id} of another marketplace`),
  ]
  if (sellerId === null) return leaks
  const others = new_(told.match(IDS) ?? []).filter((id) => owners.has(id) && owners.get(id) !== sellerId)
  leaks.push(...others.map((id) => `${where}: ${id} of somebody else`))
  if (part.type === 'tool-query_metrics' && answered % COMPARED_EVERY === 0) {
    const query = analyticsQuery.safeParse(part.input)
    if (query.success && query.data.filters.length < 8) {
      const filters = [
        ...query.data.filters,
        { dimension: 'seller' as const, is: 'one_of' as const, values: [sellerId] },
      ]
      const narrowed = await askBooks({
        actor: { entity, scope: SYSTEM(entity) },
        query: { ...query.data, filters },
        at,
      })
      const own = await askBooks({ actor: asker, query: query.data, at })
      if (JSON.stringify(narrowed.rows) !== JSON.stringify(own.rows))
        leaks.push(`${where}: other rows than the seller's own`)
    }
  }
  return leaks
}
