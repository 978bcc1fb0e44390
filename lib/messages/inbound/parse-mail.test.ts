import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deliveryReportsOf } from './delivery-report.ts'
import { textOfHtml } from './html-text.ts'
import { parseMail } from './parse-mail.ts'

const AT = new Date('2026-11-20T12:00:00Z')
const mail = (text: string) => parseMail(new TextEncoder().encode(text.replaceAll('\n', '\r\n')))

test('whatever the bytes are, reading them never throws, and what is read can be stored', async () => {
  const line = fc.oneof(
    fc.constantFrom('From: a@b.test', 'Content-Type: multipart/mixed; boundary=x', '--x', '--x--', '', 'Date: never'),
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('\u0000\ud800', 'Subject: =?utf-8?b?AAAA?=', 'Content-Transfer-Encoding: base64'),
  )
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.array(line, { maxLength: 20 }).map((lines) => new TextEncoder().encode(lines.join('\r\n'))),
  )
  await fc.assert(
    fc.asyncProperty(anything, async (bytes) => {
      const read = await parseMail(bytes)
      if (read === null) return
      expect(`${read.subject}${read.text}${read.from}${read.fromName}`).not.toContain('\u0000')
      expect(read.text.isWellFormed() && read.subject.isWellFormed()).toBe(true)
      expect(read.from).toMatch(/^[^\s@]+@[^\s@]+$/)
      deliveryReportsOf(read, AT)
    }),
    { numRuns: 100 },
  )
})

test('a mail is read with its words, what it answers and its files', async () => {
  const read = await mail(`From: =?utf-8?q?J=C3=B6rg?= <Joerg@Shop.TEST>
To: Support <inbox+cvs_1@market.test>
Subject: =?utf-8?q?Wo_ist_mein_Geld=3F?=
Message-ID: <one@shop.test>
In-Reply-To: <msg_9@market.test>
References: <msg_7@market.test> <msg_8@market.test>
Date: Fri, 20 Nov 2026 10:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/html

<style>p{}</style><p>Guten Tag,<br>wo ist <b>ORD&#45;1</b>?</p><script>alert(1)</script>
--x
Content-Type: application/pdf; name="../beleg.pdf"
Content-Disposition: attachment
Content-Transfer-Encoding: base64

JVBERi0=
--x--
`)
  expect(read).toMatchObject({
    messageId: 'one@shop.test',
    answers: ['msg_9@market.test', 'msg_8@market.test', 'msg_7@market.test'],
    from: 'joerg@shop.test',
    fromName: 'Jörg',
    recipients: ['inbox+cvs_1@market.test'],
    subject: 'Wo ist mein Geld?',
    text: 'Guten Tag,\nwo ist ORD-1?',
    sentAt: new Date('2026-11-20T09:00:00Z'),
    files: [{ name: '.._beleg.pdf', type: 'application/pdf' }],
  })
})

test('HTML becomes words in time that grows with its length, also where nothing is closed', () => {
  const began = performance.now()
  expect(textOfHtml('<script>'.repeat(20_000))).toBe('')
  textOfHtml('<'.repeat(200_000))
  textOfHtml('<!--'.repeat(100_000))
  textOfHtml('<br'.repeat(100_000))
  textOfHtml('<script'.repeat(100_000))
  expect(textOfHtml('1 &lt; 2 &amp;amp; 3<div>a</div>b')).toBe('1 < 2 &amp; 3a\nb')
  expect(performance.now() - began).toBeLessThan(2_000)
})

const bounce = (action: string, status: string) => `From: MAILER-DAEMON@mx.test
To: market@market.test
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

I am sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.test

Final-Recipient: rfc822; Nobody@Shop.test
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; 550 5.1.1
 no such user

--b
Content-Type: message/rfc822

Message-ID: <msg_1@market.test>
Subject: Your payout

Hello
--b--
`

test('a bounce names our mail, whom it did not reach and whether it ever will', async () => {
  const read = async (action: string, status: string) => {
    const parsed = await mail(bounce(action, status))
    return parsed === null ? [] : deliveryReportsOf(parsed, AT)
  }
  expect(await read('failed', '5.1.1')).toEqual([
    {
      messageId: 'msg_1@market.test',
      recipient: 'nobody@shop.test',
      action: 'failed',
      status: '5.1.1',
      diagnostic: '550 5.1.1 no such user',
      at: AT,
    },
  ])
  expect(await read('failed', '4.2.2')).toMatchObject([{ action: 'failed', status: '4.2.2' }])
  expect(await read('delayed', '4.4.7')).toMatchObject([{ action: 'delayed' }])
  expect(await read('made-up', '2.0.0')).toEqual([])
})
