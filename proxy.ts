import { type NextProxy, NextResponse } from 'next/server'

/**
 * Gives every page a content security policy with a nonce of its own, the other security headers, and the request its id
 * and path. Webhooks and uploads are left out: Next would buffer their bodies for it.
 */
export const proxy: NextProxy = (request) => {
  if (ZERO_CHARACTER.test(request.url)) {
    return new NextResponse('The address holds a zero character, which nothing here is called. Remove %00 from it.\n', {
      status: 400,
      headers: SECURITY_HEADERS,
    })
  }
  const nonce = btoa(crypto.randomUUID())
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('x-path', request.nextUrl.pathname + request.nextUrl.search)
  headers.set('x-request-id', `req_${crypto.randomUUID()}`)
  const policy = policyOf(nonce, request.nextUrl.protocol === 'https:')
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value)
  return response
}

/** The database keeps no zero characters, so nothing can be found by one. */
const ZERO_CHARACTER = /%00/

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
  'cross-origin-opener-policy': 'same-origin',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
} as const

/** Scripts and style sheets run with the nonce alone; React's style attributes cannot carry one. */
function policyOf(nonce: string, isSecure: boolean): string {
  // Hot reload evaluates code; nothing that is built does.
  const evaluate = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluate}`,
    `style-src-elem 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isSecure ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}

export const config = {
  matcher: [
    '/((?!api/webhooks|api/bank|api/records|api/conversations|_next/static|_next/image|icon.svg|favicon.ico).*)',
  ],
}
