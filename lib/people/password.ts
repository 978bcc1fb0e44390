import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { env } from '#lib/platform/env.ts'

const cost = () => ({ N: 2 ** env.TIEOUT_PASSWORD_COST, r: 8, p: 1 })
const KEY_BYTES = 32
const memoryFor = ({ N, r }: { N: number; r: number }) => 256 * N * r

/** A self-describing scrypt hash: `scrypt$N$r$p$salt$key`, so that the cost can rise without a migration. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const { N, r, p } = cost()
  const key = await derive(password, salt, { N, r, p })
  return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** Whether the password is the one that was hashed. Unknown people are checked against `nobody()`, so both take as long. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [scheme, n, r, p, salt = '', key = ''] = stored.split('$')
  if (scheme !== 'scrypt') return false
  const expected = Buffer.from(key, 'base64url')
  const actual = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(n), r: Number(r), p: Number(p) })
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}

/** A hash that no password has. */
export function nobody(): string {
  const { N, r, p } = cost()
  return `scrypt$${N}$${r}$${p}$AAAAAAAAAAAAAAAAAAAAAA$${'A'.repeat(43)}`
}

function derive(password: string, salt: Buffer, cost: { N: number; r: number; p: number }): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { ...cost, maxmem: memoryFor(cost) }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}
