import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { clock } from '#lib/platform/clock.ts'

export type IdentityProvider = {
  readonly issuer: string
  /** Who is signed in there from now on. */
  be(claims: Readonly<Record<string, unknown>>): void
  close(): Promise<void>
}

const KEY_ID = 'key of the tests'
const LIFE_SECONDS = 300

/** An identity provider on this machine that speaks OpenID Connect: discovery, code flow with PKCE, signed ID tokens, keys. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const asked = new Map<string, URLSearchParams>()
  let claims: Readonly<Record<string, unknown>> = {}
  let issuer = ''

  const idToken = (of: URLSearchParams) => {
    const now = Math.floor(clock.wall().getTime() / 1_000)
    const said = {
      iss: issuer,
      aud: of.get('client_id'),
      nonce: of.get('nonce'),
      iat: now,
      exp: now + LIFE_SECONDS,
      ...claims,
    }
    const text = [{ alg: 'RS256', kid: KEY_ID, typ: 'JWT' }, said]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), privateKey).toString('base64url')}`
  }

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', issuer)
    if (pathname === '/.well-known/openid-configuration') return json(response, 200, discovery(issuer))
    if (pathname === '/keys') {
      return json(response, 200, {
        keys: [{ ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, use: 'sig', alg: 'RS256' }],
      })
    }
    if (pathname === '/authorize') {
      const code = randomUUID()
      asked.set(code, searchParams)
      const back = new URL(searchParams.get('redirect_uri') ?? '')
      back.search = new URLSearchParams({ code, state: searchParams.get('state') ?? '' }).toString()
      return response.writeHead(302, { location: back.href }).end()
    }
    if (pathname !== '/token') return json(response, 404, { error: 'not_found' })
    const form = new URLSearchParams(await textOf(request))
    const of = asked.get(form.get('code') ?? '')
    asked.delete(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (of === undefined || of.get('code_challenge') !== challenge)
      return json(response, 400, { error: 'invalid_grant' })
    return json(response, 200, {
      access_token: randomUUID(),
      token_type: 'Bearer',
      expires_in: LIFE_SECONDS,
      id_token: idToken(of),
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    issuer,
    be: (next) => {
      claims = next
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

const discovery = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/keys`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  code_challenge_methods_supported: ['S256'],
})

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function textOf(request: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString()
}
