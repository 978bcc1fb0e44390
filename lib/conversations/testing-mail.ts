type Written = {
  readonly from: string
  readonly to?: string
  readonly subject?: string
  readonly id?: string
  readonly headers?: readonly string[]
  readonly text: string
}

/** A mail as it travels, for tests of this room. */
export function mailOf({
  from,
  to = 'inbox@market.test',
  subject = 'A question',
  id,
  headers = [],
  text,
}: Written): Uint8Array {
  const lines = [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    'Date: Thu, 19 Nov 2026 09:00:00 +0000',
    ...(id === undefined ? [] : [`Message-ID: <${id}>`]),
    ...headers,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
  ]
  return new TextEncoder().encode(lines.join('\r\n'))
}
