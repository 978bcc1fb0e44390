import { defineRoute } from '#lib/access/define-route.ts'
import { progressResponse, wantsProgress } from '#lib/access/progress-response.ts'
import { receiveStatement } from '#lib/reconciliation/bank/receive-statement.ts'

export const POST = defineRoute({
  permission: 'bank.work',
  apiKey: 'bank.import',
  run: async ({ request, actor, at }) => {
    if (wantsProgress(request))
      return progressResponse('POST /api/bank/statements', (say) =>
        receiveStatement({ actor, request, onProgress: say, at }),
      )
    return Response.json({ statements: await receiveStatement({ actor, request, at }) }, { status: 201 })
  },
})
