import { randomUUID } from 'node:crypto'
import pino from 'pino'

/** Structured log on standard error. Secrets and personal data never enter; what slips in under these names is removed. */
export const log = pino(
  {
    base: null,
    redact: {
      paths: ['*.password', '*.token', '*.secret', '*.authorization', 'password', 'token', 'secret', 'authorization'],
      remove: true,
    },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  },
  pino.destination({ dest: 2, sync: true }),
)

/** A short id that joins what a person was shown with what the log says. */
export function faultId(): string {
  return randomUUID().slice(0, 8)
}
