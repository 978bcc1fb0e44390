import { createHash } from 'node:crypto'

/** JSON with sorted keys: the same arguments are the same text, whoever wrote them down. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  )
}

/** What a person approves and execution compares: SHA-256 of the canonical arguments, hex. */
export function hashArguments(canonical: string): string {
  return createHash('sha256').update(canonical).digest('hex')
}
