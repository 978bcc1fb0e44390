import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import { addPolicy, addPolicyVersion } from './add-policy.ts'
import { POLICY_BYTES_MAX } from './document-model.ts'
import { crossSiteFile, fileTooLarge } from './refusals.ts'

const asked = z.object({
  /** The policy that gets a version; none: a new policy. */
  of: z.string().max(80).nullable(),
  name: z.string().min(1).max(300),
  title: z.string().max(300).nullable(),
  note: z.string().max(500).nullable(),
  audience: z.enum(['public', 'console'], 'Say who may be told.'),
})

type Receiving = { readonly actor: Actor; readonly request: Request; readonly at: Date }

/**
 * Keeps the body of a request as a policy, or as a version of one (`of`): `name`, `title`, `note` and `audience` are in its address. Reads
 * no more than may be kept. Refuses what another site made the browser send.
 */
export async function receivePolicy({ actor, request, at }: Receiving): Promise<{ slug: string; version: number }> {
  if ((request.headers.get('sec-fetch-site') ?? 'same-origin') !== 'same-origin') throw crossSiteFile()
  const query = new URL(request.url).searchParams
  const { of, name, title, note, audience } = asked.parse(
    Object.fromEntries(['of', 'name', 'title', 'note', 'audience'].map((key) => [key, query.get(key)])),
  )
  const sent = { actor, name, bytes: await bytesOf(request), audience, title: title ?? '', note: note ?? '', at }
  return of === null ? addPolicy(sent) : addPolicyVersion(of, sent)
}

async function bytesOf(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > POLICY_BYTES_MAX) throw fileTooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
