import { FILE_BYTES_MAX } from '#lib/disputes/evidence-model.ts'

export type Sent =
  | { readonly as: 'stored' }
  /** It cannot be stored as it is. */
  | { readonly as: 'refused'; readonly message: string }
  /** Nobody knows whether it came: sent again, it is stored once. */
  | { readonly as: 'lost' }

/** Stores a document. */
export async function sendEvidence(address: string, field: string, file: File): Promise<Sent> {
  if (file.size > FILE_BYTES_MAX) {
    return { as: 'refused', message: `${file.name} is larger than the 5 MB that Stripe takes. Nothing was changed.` }
  }
  const response = await fetch(`${address}?field=${field}`, {
    method: 'POST',
    headers: { 'x-file-name': encodeURIComponent(file.name) },
    body: file,
  }).catch(() => null)
  if (response === null || response.status >= 502) return { as: 'lost' }
  if (response.ok) return { as: 'stored' }
  const reply: { error?: { message: string } } | null = await response.json().catch(() => null)
  return { as: 'refused', message: `${file.name}: ${reply?.error?.message ?? 'The file was not stored.'}` }
}
