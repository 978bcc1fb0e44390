export type Severity = 'hard' | 'soft' | 'none'

/** Enhanced status codes (RFC 3463) by which an address will never take mail: unknown, moved, malformed, switched off. */
const NEVER = /^5\.(1\.([0-4]|6|10)|2\.1)$/

/**
 * How bad a refusal is for its address. Hard: nothing will ever arrive there. Soft: the mail box was full, a server was away, or
 * it disliked what it read, which the next mail need not meet.
 */
export const severityOf = (status: string): 'hard' | 'soft' => (NEVER.test(status.trim()) ? 'hard' : 'soft')

/** The enhanced status code in what a server said: `550 5.1.1 No such user here`; empty where there is none. */
export const statusIn = (said: string): string => /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(said)?.[1] ?? ''
