export const dynamic = 'force-dynamic'

/** 200 while the process lives; says nothing about the database. */
export const GET = (): Response => Response.json({ ok: true })
