import { readiness } from '#lib/treasury/readiness.ts'
import packageFile from '../../../package.json' with { type: 'json' }

export const dynamic = 'force-dynamic'

/** 503 when the database or every worker is down. */
export async function GET(): Promise<Response> {
  const state = await readiness()
  return Response.json({ version: packageFile.version, ...state }, { status: state.ready ? 200 : 503 })
}
