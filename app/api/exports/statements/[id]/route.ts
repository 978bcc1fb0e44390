import { defineRoute } from '#lib/access/define-route.ts'
import { explainLocaleOf } from '#lib/payouts/explain/explanation-model.ts'
import { getStatement } from '#lib/payouts/statements/read-statements.ts'
import { statementFile } from '#lib/payouts/statements/statement-file.ts'
import { read } from '#lib/platform/db.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor, params: { id = '' } }) => {
    const asked = new URL(request.url).searchParams
    const found = await read(actor.scope, (tx) => getStatement(tx, id))
    return statementFile({ found, format: asked.get('format'), locale: explainLocaleOf(asked.get('lang') ?? 'en') })
  },
})
