const SEGMENTS = /^\/(?:[\w.~!$&'()*+,;=:@%-]+\/?)*$/

/**
 * The path when it leads to a page of ours, else null: a single slash first, no other host, no way up, no
 * control characters or spaces (a browser drops some of them and reads another address), no API.
 */
export function ownPath(href: string | null | undefined): string | null {
  if (typeof href !== 'string' || !href.startsWith('/') || hasHidden(href)) return null
  const [path = '', ...rest] = href.split(/(?=[?#])/)
  if (
    !SEGMENTS.test(path) ||
    /\/\.{1,2}(?:\/|$)|%2e|%2f|%5c|%[01][0-9a-f]|%7f/i.test(path) ||
    /^\/api(?:\/|$)/i.test(path)
  )
    return null
  return rest.join('').includes('\\') ? null : href
}

/** Spaces, control characters and marks that are not drawn. */
const hasHidden = (text: string) => /[\s\p{Cc}\p{Cf}]/u.test(text)
