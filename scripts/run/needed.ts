/** What processes beside `npm start` cannot invent for themselves, and what each is for. */
const NEEDED = {
  DATABASE_URL: 'the owner’s connection, which migrates',
  DATABASE_APP_URL: 'the application’s connection',
  STRIPE_SECRET_KEY: 'the Stripe key; the sandbox’s, to run the demo',
  STRIPE_WEBHOOK_SECRET: 'without it every webhook is refused',
  NEXTAUTH_SECRET: 'signs sessions; the same for every process (openssl rand -base64 32)',
  NEXTAUTH_URL: 'the address people open, which links in mails lead to',
} as const

export type Needed = keyof typeof NEEDED

/** Refuses with one list of all that is missing, so that nobody has to start six times. */
export function requireVariables(
  names: readonly Needed[],
  source: Readonly<Record<string, string | undefined>> = process.env,
): void {
  const missing = names.filter((name) => (source[name] ?? '') === '')
  if (missing.length === 0) return
  const width = Math.max(...missing.map((name) => name.length))
  throw new Error(
    [
      `Not set (.env.example explains them):`,
      ...missing.map((name) => `  ${name.padEnd(width)}  ${NEEDED[name]}`),
    ].join('\n'),
  )
}
