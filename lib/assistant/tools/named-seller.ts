import type { Sql } from '#lib/platform/db.ts'
import { resolveSeller } from '#lib/sellers/find-seller.ts'
import { listSellers } from '#lib/sellers/list-sellers.ts'
import type { Seller } from '#lib/sellers/model.ts'
import { noSellerCalled, severalSellersCalled } from '../refusals.ts'

const LOOKED_AT = 20

/** The one seller that `sel_…`, `acct_…`, a name or a part of one means. Refuses when there is none, or more than one. */
export async function namedSeller(tx: Sql, name: string): Promise<Seller> {
  const byId = /^(?:sel|acct)_/.test(name) ? await resolveSeller(tx, name) : null
  if (byId !== null) return byId
  const { rows } = await listSellers(tx, { q: name.includes('@') ? null : name, limit: LOOKED_AT })
  const same = rows.filter((row) => row.name.toLowerCase() === name.trim().toLowerCase())
  const [only, ...others] = same.length > 0 ? same : rows
  if (only === undefined || name.includes('@')) throw noSellerCalled(name)
  if (others.length > 0)
    throw severalSellersCalled(
      name,
      [only, ...others].map((row) => row.name),
    )
  const seller = await resolveSeller(tx, only.id)
  if (seller === null) throw noSellerCalled(name)
  return seller
}
