import pg from 'pg'

/** Refuses a command that reads the books while there are none: nothing was migrated, or nothing was read from Stripe yet. */
export async function requireBooks(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ there: boolean }>(`SELECT to_regclass('public.entity') IS NOT NULL AS there`)
    if (rows[0]?.there) return
  } finally {
    await client.end()
  }
  throw new Error('There are no books here yet: the database is empty. Run npm start once, then the command again.')
}
