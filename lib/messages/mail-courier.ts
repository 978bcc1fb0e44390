import { assertNoTransaction, type Sql } from '#lib/platform/db.ts'
import { severityOf, statusIn } from './bounces/severity.ts'
import type { Courier, Delivery, Outgoing } from './courier.ts'
import { suppress } from './suppressions/suppress.ts'
import { type RenderedMail, renderMail } from './templates/render-mail.ts'
import { stopHeaders, stopPage } from './unsubscribe/token.ts'

type MailServer = {
  /** smtp(s)://user:password@host:port. Never logged, never shown. */
  readonly url: string
  /** The address mail comes from. */
  readonly from: string
  /** Who writes, as mails name it. */
  readonly marketplace: string
  /** Where answers in a conversation of the inbox go, with its id after a plus: inbox@… as inbox+cvs_…@…. Undefined: to `from`. */
  readonly replyTo?: string | undefined
}

const CONNECT_MS = 20_000
const ANSWER_MS = 60_000
const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/

/**
 * Mail by SMTP. The protocol cannot be asked whether a mail arrived, and sends again what is sent twice: a try that broke off
 * after the server had signed us in is unknown, and a person decides. Refusals are told apart by RFC 5321's reply codes: 4xx
 * is tried again, 5xx is not; one that says there is no such address keeps the next mail to it back. A mail that a template wrote
 * leaves as text and HTML, drawn right before.
 */
export function mailCourier({ url, from, marketplace, replyTo }: MailServer): Courier {
  const domain = from.replace(/^.*@/, '').replace(/[>\s].*$/, '')
  return {
    send: async (message) => {
      assertNoTransaction('mail')
      if (!ADDRESS.test(message.to)) return { outcome: 'refused', message: 'This is not a mail address.' }
      const drawn = await draw(message, marketplace)
      const { createTransport } = await import('nodemailer')
      const transport = createTransport({
        url,
        requireTLS: needsTls(url),
        connectionTimeout: CONNECT_MS,
        greetingTimeout: CONNECT_MS,
        socketTimeout: ANSWER_MS,
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      try {
        const refused = await transport.verify().then(() => null, toFailure)
        if (refused !== null) return { ...refused, outcome: 'retry' }
        return await transport
          .sendMail({
            ...envelopeOf(message, from, domain),
            ...answersTo(message, replyTo),
            ...partsOf(message, drawn),
          })
          .then(
            ({ messageId, response }) => ({
              outcome: 'delivered',
              remoteId: messageId,
              requestId: lastWord(response),
              ...(drawn === null ? {} : { record: keepHash(message.id, drawn.hash) }),
            }),
            (error: unknown) => toDelivery(error, message),
          )
      } finally {
        transport.close()
      }
    },
  }
}

/** A password goes to another machine only inside TLS. */
function needsTls(url: string): boolean {
  const { protocol, username, hostname } = new URL(url)
  return protocol === 'smtp:' && username !== '' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

const draw = async (message: Outgoing, marketplace: string): Promise<RenderedMail | null> =>
  message.mail == null
    ? null
    : await renderMail({
        mail: message.mail,
        category: message.category ?? '',
        marketplace,
        stopAt: message.category ? stopPage(message.id) : '',
      })

const envelopeOf = ({ id, to, subject, category }: Outgoing, from: string, domain: string) => ({
  from,
  to: { name: '', address: to },
  subject: subject.replaceAll(/[\r\n]+/g, ' '),
  // The same for every try, so that whoever receives two can tell.
  messageId: `<${id}@${domain}>`,
  headers: { 'Auto-Submitted': 'auto-generated', ...(category ? stopHeaders(id) : {}) },
})

const answersTo = ({ subjectKind, subjectId }: Outgoing, replyTo: string | undefined) =>
  replyTo === undefined || subjectKind !== 'inbox' ? {} : { replyTo: replyTo.replace('@', `+${subjectId}@`) }

const partsOf = ({ body }: Outgoing, drawn: RenderedMail | null) =>
  drawn === null ? { text: body } : { text: drawn.text, html: drawn.html }

const keepHash = (id: string, hash: string) => async (tx: Sql) => {
  await tx.exec('UPDATE message SET html_hash = $2 WHERE id = $1', [id, hash])
}

type Failure = { readonly message: string; readonly requestId: string; readonly code: number }

/** What the server said, or what the connection did; never the address with its password. */
function toFailure(error: unknown): Failure {
  const { response, responseCode, code, message } = error as {
    response?: string
    responseCode?: number
    code?: string
    message?: string
  }
  const said = response ?? `${code ?? 'Error'}: ${message ?? 'the connection failed'}`
  return { message: said, requestId: lastWord(response ?? ''), code: responseCode ?? 0 }
}

function toDelivery(error: unknown, { id, to }: Outgoing): Delivery {
  const { code, ...failure } = toFailure(error)
  if (code < 500) return { ...failure, outcome: code >= 400 ? 'retry' : 'unknown' }
  const detail = failure.message
  if (severityOf(statusIn(detail)) === 'soft') return { ...failure, outcome: 'refused' }
  return {
    ...failure,
    outcome: 'refused',
    record: async (tx, at) => {
      await suppress(tx, { address: to, reason: 'bounced', detail, messageId: id, at })
    },
  }
}

/** The queue id that servers put at the end of their answer: "250 2.0.0 Ok: queued as 4XyZ". */
const lastWord = (response: string) => /\b(?:as|id=?)\s*([\w.-]{4,})\s*$/i.exec(response)?.[1] ?? ''
