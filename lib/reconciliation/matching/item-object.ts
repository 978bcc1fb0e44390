import type { MatchDomain } from './match-model.ts'

type Item = { readonly side: string; readonly objectId: string }

/** What an item is, as pages and the audit trail name it. */
export function objectOf({ side, objectId }: Item, domain: MatchDomain, account: string): { kind: string; id: string } {
  if (domain === 'records' && side === 'observed') return { kind: 'seller_record', id: objectId }
  if (domain === 'records') return { kind: objectId.startsWith('re_') ? 'refund' : 'settlement', id: objectId }
  if (side === 'observed') return { kind: 'bank_line', id: objectId }
  return objectId.startsWith('po_') ? { kind: 'payout', id: `${account}/${objectId}` } : { kind: 'topup', id: objectId }
}
