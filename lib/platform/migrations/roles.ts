import { createHmac } from 'node:crypto'
import type pg from 'pg'

/** The roles that hold rights: the product, a seller's view of it, and read-only analysis without personal data. */
export const GROUP_ROLES = ['tieout_app', 'tieout_seller', 'tieout_analyst'] as const

/**
 * The application's login when DATABASE_APP_URL is not set: same server and database, a role named after
 * the database, and a password that only somebody who knows the owner's can work out.
 */
export function deriveAppUrl(ownerUrl: string): string {
  const url = new URL(ownerUrl)
  const ownerPassword = decodeURIComponent(url.password)
  const database = decodeURIComponent(url.pathname.slice(1))
  url.username = `${database.toLowerCase().replace(/[^a-z0-9_]/g, '_')}_login`
  url.password = createHmac('sha256', ownerPassword).update('tieout app login').digest('base64url')
  return url.href
}

/** Creates the roles that migrations grant rights to. Roles belong to the whole server: another database may be first. */
export async function ensureGroupRoles(client: pg.Client): Promise<void> {
  for (const role of GROUP_ROLES) await createRole(client, role, 'NOLOGIN')
}

/**
 * Creates or corrects the login of DATABASE_APP_URL: a member of the three roles that inherits nothing,
 * so that a statement outside `SET LOCAL ROLE` is refused.
 */
export async function ensureLoginRole(client: pg.Client, appUrl: string): Promise<void> {
  const url = new URL(appUrl)
  const login = decodeURIComponent(url.username)
  const password = decodeURIComponent(url.password)
  const { rows } = await client.query<{ owner: string }>('SELECT current_user AS owner')
  if (rows[0]?.owner === login) throw sameRole()
  await createRole(client, login, 'LOGIN NOINHERIT')
  const name = client.escapeIdentifier(login)
  await client.query(`ALTER ROLE ${name} LOGIN NOINHERIT PASSWORD ${client.escapeLiteral(password)}`)
  await client.query(`GRANT ${GROUP_ROLES.join(', ')} TO ${name}`)
}

export const sameRole = () =>
  new Error('DATABASE_APP_URL must name another role than DATABASE_URL: the owner could switch the protections off.')

async function createRole(client: pg.Client, role: string, attributes: string): Promise<void> {
  await client.query(`
    DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${client.escapeLiteral(role)}) THEN
        CREATE ROLE ${client.escapeIdentifier(role)} ${attributes};
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$`)
}
