import { defineRoute } from '#lib/access/define-route.ts'
import { addFile } from '#lib/disputes/add-file.ts'
import { evidenceField } from '#lib/disputes/answer-schema.ts'
import { readUpload } from '#lib/disputes/read-upload.ts'
import { inTransaction } from '#lib/platform/db.ts'

export const POST = defineRoute({
  permission: 'disputes.work',
  run: async ({ request, actor, params, at }) => {
    const { name, bytes } = await readUpload(request)
    const field = evidenceField.parse(new URL(request.url).searchParams.get('field'))
    const stored = await inTransaction(actor.scope, (tx) =>
      addFile(tx, {
        disputeId: params.id ?? '',
        field,
        name,
        bytes,
        actor: { kind: 'person', id: actor.personId, role: actor.roles.join(',') },
        requestId: actor.requestId,
        at,
      }),
    )
    return Response.json(stored)
  },
})
