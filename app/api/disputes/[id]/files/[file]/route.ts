import { defineRoute } from '#lib/access/define-route.ts'
import { findFile } from '#lib/disputes/add-file.ts'
import { noSuchCase } from '#lib/disputes/refusals.ts'
import { read } from '#lib/platform/db.ts'

export const GET = defineRoute({
  permission: 'disputes.read',
  run: async ({ actor, params }) => {
    const found = await read(actor.scope, (tx) => findFile(tx, params.id ?? '', params.file ?? ''))
    if (found === null) throw noSuchCase()
    // Always a download, never a page of ours: what was uploaded must not run here.
    return new Response(Buffer.from(found.bytes), {
      headers: {
        'content-type': found.contentType,
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`,
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      },
    })
  },
})
