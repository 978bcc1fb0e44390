import { FILE_BYTES_MAX } from '#lib/disputes/evidence-model.ts'

/** Stores a document; answers what is wrong with it, or nothing. */
export async function sendEvidence(address: string, field: string, file: File): Promise<string | undefined> {
  if (file.size > FILE_BYTES_MAX) return `${file.name} is larger than the 5 MB that Stripe takes. Nothing was changed.`
  const response = await fetch(`${address}?field=${field}`, {
    method: 'POST',
    headers: { 'x-file-name': encodeURIComponent(file.name) },
    body: file,
  }).catch(() => null)
  if (response === null) return 'The connection was lost before the file was stored. Add it again.'
  if (response.ok) return undefined
  const reply: { error?: { message: string } } = await response.json()
  return reply.error?.message ?? 'The file was not stored.'
}
