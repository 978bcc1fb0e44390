import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { deriveAppUrl } from './migrations/roles.ts'

/** The key of the embedded sandbox. Whoever uses it is in demo mode: nothing of Stripe's own is ever reached. */
export const SANDBOX_KEY = 'sk_test_tieout_sandbox'

/** The exponent of scrypt's N, as OWASP's password storage cheat sheet asks: 64 MiB, N 2^16, r 8, p 1. */
const PASSWORD_COST = 16
const STRIPE_RATE = 20
const SANDBOX_RATE = 2_000

const port = z.coerce.number().int().min(1).max(65_535)
const database = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must look like postgresql://user:password@host:5432/name',
})
const web = z.url({ protocol: /^https?$/, error: 'must be an http or https address' })
const secret = z.string().min(16, 'must have at least 16 characters')

/** US dollars such as 2.50, as millionths. */
const dollars = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,6})?$/, 'must be US dollars such as 2.50')
  .transform((text) => {
    const [whole = '0', fraction = ''] = text.split('.')
    return BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'))
  })

/** `group=role`, several with commas: what groups of an identity provider may do here. */
const rolesOfGroups = z
  .string()
  .transform((list) => list.split(',').map((pair) => pair.split('=').map((part) => part.trim())))
  .pipe(
    z.array(
      z.tuple([
        z.string().min(1, 'must look like group=role,group=role'),
        z.enum(
          ['admin', 'approver', 'operator', 'treasury', 'support', 'analyst', 'auditor'],
          'must give each group a role that there is: group=role,group=role',
        ),
      ]),
    ),
  )

/** Every variable the product reads; .env.example explains them. An empty value counts as not set. */
export const envSchema = z.object({
  PORT: port.default(3000),
  SANDBOX_PORT: port.default(12_111),
  TIEOUT_DATA_DIR: z.string().default('.tieout'),
  DATABASE_ADMIN_URL: database.optional(),
  DATABASE_URL: database.optional(),
  DATABASE_APP_URL: database.optional(),
  DATABASE_REPLICA_URL: database.optional(),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_\w+$/, 'must be a secret or restricted key (sk_… or rk_…)')
    .default(SANDBOX_KEY),
  STRIPE_API_BASE: web.optional(),
  STRIPE_REQUESTS_PER_SECOND: z.coerce.number().int().min(1).max(10_000).optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .transform((list) =>
      list
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    )
    .pipe(z.array(z.string().startsWith('whsec_', 'must be a list of secrets that begin with whsec_')))
    .default([]),
  TIEOUT_BANK_FOLDER: z.string().optional(),
  TIEOUT_MAIL_FOLDER: z.string().optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must look like smtp://user:password@host:587' }).optional(),
  MAIL_FROM: z.string().optional(),
  MAIL_REPLY_TO: z.email('must be an address, without a name').optional(),
  SLACK_WEBHOOK_URL: z
    .url({ protocol: /^https$/, error: 'must be the https address of an incoming webhook' })
    .optional(),
  TICKET_SYSTEM: z.enum(['jira', 'zendesk', 'asana', 'linear'], 'must be jira, zendesk, asana or linear').optional(),
  TICKET_URL: web.optional(),
  TICKET_USER: z.string().optional(),
  TICKET_TOKEN: z.string().optional(),
  TICKET_PROJECT: z.string().optional(),
  TICKET_WEBHOOK_SECRET: secret.optional(),
  QUICKBOOKS_API_BASE: web.default('https://quickbooks.api.intuit.com'),
  QUICKBOOKS_REALM_ID: z.string().optional(),
  QUICKBOOKS_ACCESS_TOKEN: z.string().optional(),
  XERO_API_BASE: web.default('https://api.xero.com/api.xro/2.0'),
  XERO_TENANT_ID: z.string().optional(),
  XERO_ACCESS_TOKEN: z.string().optional(),
  DATEV_CONSULTANT: z
    .string()
    .regex(/^\d{4,7}$/, 'must be a Beraternummer of 4 to 7 digits')
    .optional(),
  DATEV_CLIENT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a Mandantennummer of 1 to 5 digits')
    .optional(),
  DATEV_YEAR_BEGINS: z
    .string()
    .regex(/^\d{2}-\d{2}$/, 'must look like 01-01')
    .default('01-01'),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: web.optional(),
  OPENAI_MODEL: z.string().default('gpt-5-mini'),
  OPENAI_EMBEDDING_MODEL: z.string().optional(),
  OPENAI_PRICE_INPUT: dollars.default(2_500_000n),
  OPENAI_PRICE_OUTPUT: dollars.default(15_000_000n),
  TIEOUT_ASSISTANT_BUDGET: dollars.default(5_000_000n),
  NEXTAUTH_SECRET: secret.optional(),
  NEXTAUTH_URL: web.optional(),
  OIDC_ISSUER: web.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().default('your company’s account'),
  OIDC_EMAIL_TRUSTED: z.enum(['true', 'false'], 'must be true or false').default('false'),
  OIDC_ROLES_CLAIM: z.string().default('groups'),
  OIDC_ROLES: rolesOfGroups.default([]),
  TIEOUT_SEED: z.coerce.number().int().min(0).max(999_999_999).default(1),
  TIEOUT_DEMO_SCALE: z.enum(['small', 'demo', 'large']).default('demo'),
  TIEOUT_SEAL_KEY: secret.optional(),
  TIEOUT_VECTOR_KEY: secret.optional(),
  TIEOUT_DRAIN_SECONDS: z.coerce.number().int().min(0).max(300).default(10),
  TIEOUT_DATABASE_POOL: z.coerce.number().int().min(2).max(500).default(10),
  TIEOUT_PASSWORD_COST: z.coerce.number().int().min(10).max(20).default(PASSWORD_COST),
})

type Parsed = z.infer<typeof envSchema>

/** STRIPE_API_BASE is the embedded sandbox's address in demo mode, and undefined for Stripe's own. */
export type Env = Omit<Parsed, 'STRIPE_REQUESTS_PER_SECOND'> & {
  /** True with the embedded sandbox's key: demo people exist, and time follows the sandbox's clock. */
  readonly isDemo: boolean
  /** True with a test key, the sandbox's included. */
  readonly isTestMode: boolean
  /** What one account is asked at most, well under what Stripe allows; the embedded sandbox allows more. */
  readonly STRIPE_REQUESTS_PER_SECOND: number
}

/** What each system of tickets has to be told besides its name. */
const TICKET_NEEDS = {
  none: [],
  jira: ['TICKET_URL', 'TICKET_USER', 'TICKET_TOKEN', 'TICKET_PROJECT'],
  zendesk: ['TICKET_URL', 'TICKET_USER', 'TICKET_TOKEN'],
  asana: ['TICKET_TOKEN', 'TICKET_PROJECT'],
  linear: ['TICKET_TOKEN', 'TICKET_PROJECT'],
} as const

/** Signing in by an identity provider takes all of them. */
const OIDC_NEEDS = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const

/**
 * Checks a set of variables. Refuses with one sentence that names the first wrong variable.
 * With a real Stripe key the sign-in secret must come from whoever operates the product.
 */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = envSchema.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Error(`${issue?.path[0]?.toString() ?? 'The environment'} is not usable: ${issue?.message}.`)
  }
  const values = parsed.data
  if (values.SMTP_URL !== undefined && values.MAIL_FROM === undefined) {
    throw new Error('MAIL_FROM is missing: with SMTP_URL, say which address mail comes from.')
  }
  const missing = TICKET_NEEDS[values.TICKET_SYSTEM ?? 'none'].find((name) => values[name] === undefined)
  if (missing !== undefined) {
    throw new Error(`${missing} is missing: TICKET_SYSTEM=${values.TICKET_SYSTEM} cannot do without it.`)
  }
  const company = OIDC_NEEDS.filter((name) => values[name] !== undefined)
  const lacking = OIDC_NEEDS.find((name) => values[name] === undefined)
  if (company.length > 0 && lacking !== undefined) {
    throw new Error(`${lacking} is missing: ${company[0]} cannot do without it.`)
  }
  const isDemo = values.STRIPE_SECRET_KEY === SANDBOX_KEY
  if (!isDemo && values.NEXTAUTH_SECRET === undefined) {
    throw new Error(
      'NEXTAUTH_SECRET is missing: with a real Stripe key, set one of your own (openssl rand -base64 32).',
    )
  }
  const isTestMode = /^[sr]k_test_/.test(values.STRIPE_SECRET_KEY)
  if (!isTestMode && values.TIEOUT_PASSWORD_COST < PASSWORD_COST) {
    throw new Error(`TIEOUT_PASSWORD_COST is not usable: with a live Stripe key, not below ${PASSWORD_COST}.`)
  }
  return Object.freeze({
    ...values,
    isDemo,
    isTestMode,
    STRIPE_REQUESTS_PER_SECOND: values.STRIPE_REQUESTS_PER_SECOND ?? (isDemo ? SANDBOX_RATE : STRIPE_RATE),
    STRIPE_API_BASE: values.STRIPE_API_BASE ?? (isDemo ? `http://127.0.0.1:${values.SANDBOX_PORT}` : undefined),
    DATABASE_APP_URL: values.DATABASE_APP_URL ?? (values.DATABASE_URL && deriveAppUrl(values.DATABASE_URL)),
    TIEOUT_SEAL_KEY:
      values.TIEOUT_SEAL_KEY ?? (values.NEXTAUTH_SECRET && derivedKey(values.NEXTAUTH_SECRET, 'tieout seal')),
    TIEOUT_VECTOR_KEY:
      values.TIEOUT_VECTOR_KEY ?? (values.NEXTAUTH_SECRET && derivedKey(values.NEXTAUTH_SECRET, 'tieout vectors')),
  })
}

const derivedKey = (from: string, use: string) => createHmac('sha256', from).update(use).digest('base64url')

let parsed: Env | undefined

/** The only reader of process.env in the product. Read on first use, so that a build needs no variables. */
export const env: Env = new Proxy({} as Env, {
  get: (_, name) => {
    parsed ??= parseEnv(process.env)
    return Reflect.get(parsed, name)
  },
})
