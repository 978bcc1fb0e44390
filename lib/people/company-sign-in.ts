import type { CallbacksOptions } from 'next-auth'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { env } from '#lib/platform/env.ts'
import { faultId, log } from '#lib/platform/log.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { type CompanyClaims, companyClaims, enterByCompany } from './enter-by-company.ts'
import {
  accessDeactivated,
  accessEnded,
  addressNotVerified,
  addressOfAnother,
  groupsTooMuch,
  lastAdministrator,
  noGroupHere,
  notKnownHere,
} from './refusals.ts'

const PROVIDER = 'oidc'

/** What the way in by the company's identity provider is called; null when none is set up. */
export const companyName = (): string | null => (env.OIDC_ISSUER === undefined ? null : env.OIDC_NAME)

/** The company's identity provider: code flow with PKCE, state and nonce, its ID token checked against its published keys. */
export function companyProviders(): OAuthConfig<CompanyClaims>[] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = env
  if (OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined || OIDC_CLIENT_SECRET === undefined) return []
  return [
    {
      id: PROVIDER,
      name: env.OIDC_NAME,
      type: 'oauth',
      wellKnown: `${OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      authorization: { params: { scope: 'openid email profile' } },
      idToken: true,
      checks: ['pkce', 'state', 'nonce'],
      // Who this is here is known once the provider's word was taken: see below.
      profile: ({ sub, name = '' }) => ({ id: sub, name, sessionVersion: 0 }),
    },
  ]
}

/** Says who somebody of the company is here, or leads back to the sign-in page with why not. Other ways in have said so already. */
export const signInByCompany: CallbacksOptions['signIn'] = async ({ user, account, profile }) => {
  if (account?.provider !== PROVIDER) return true
  try {
    const { id, sessionVersion } = await enterByCompany(companyClaims.parse(profile), {
      isEmailTrusted: env.OIDC_EMAIL_TRUSTED === 'true',
      rolesClaim: env.OIDC_ROLES_CLAIM,
      rolesOfGroups: env.OIDC_ROLES,
    })
    Object.assign(user, { id, sessionVersion })
    return true
  } catch (error) {
    if (error instanceof Refusal) return `/sign-in?error=${error.code}`
    const fault = faultId()
    log.error({ fault, error: String(error) }, 'the company’s sign-in failed')
    return `/sign-in?error=${fault}`
  }
}

const REFUSALS = [
  accessDeactivated,
  accessEnded,
  addressNotVerified,
  addressOfAnother,
  groupsTooMuch,
  lastAdministrator,
  noGroupHere,
  notKnownHere,
].map((refusal) => refusal())

/** Why somebody was led back to the sign-in page, in our own words: what an address says is never shown. */
export function whyNot(error: string): string {
  const known = REFUSALS.find(({ code }) => code === error)
  if (known !== undefined) return known.message
  const fault = /^[0-9a-f]{8}$/.exec(error)?.[0]
  return `Your company’s sign-in did not work out${fault === undefined ? '' : ` (fault ${fault})`}. Try again; if it stays so, ask whoever runs it.`
}
