import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PORTAL_LOCALES } from '#lib/access/seller-model.ts'
import { type PropsOf, TEMPLATE_NAMES, TEMPLATES, templateOf, versionOf } from './catalogue.ts'
import { textOf } from './letter.ts'
import { renderMail } from './render-mail.ts'
import { writeMail } from './write-mail.ts'

const render = (mail: ReturnType<typeof writeMail>['mail'], category = '') =>
  renderMail({ mail, category, marketplace: 'Demo', stopAt: 'https://money.example.test/unsubscribe/x' })

/** What a reader sees of HTML: tags gone, entities read. */
const seenIn = (html: string): string =>
  html
    .replaceAll(/<(style|title)[^>]*>[\s\S]*?<\/\1>|<!--[\s\S]*?-->/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')

const figuresIn = (text: string): string[] => text.match(/\d[\d.,\u00a0\u202f]*/g) ?? []

/**
 * What each version of each template makes of its samples, in all languages. Mails were sent with it: when this test fails, give
 * the template a new version and leave the old one as it was.
 */
const SEALED: Readonly<Record<string, string>> = {
  'account_letter 1': 'e7703ed4a7ab',
  'dispute_told 1': 'c185205c4f2e',
  'evidence_due 1': 'e28b0da35dee',
  'hold_placed 1': 'f45f866268a8',
  'onboarding_reminder 1': 'db474e6238c0',
  'payout_explained 1': '5466772dd549',
  'payout_failed 1': '5de39f2b8b45',
  'portal_invite 1': 'c27d94acac42',
  'refund_made 1': '3bbb0323f706',
  'seller_asked 1': '651f42306a68',
  'seller_invitation 1': 'fe7ccefcdeaf',
  'sign_in_link 1': '3c9641666c62',
  'statement_ready 1': '29dc34770d2c',
  'ticket_update 1': '5bf49c954400',
  'weekly_summary 1': 'aa3970bf9b3b',
}

test('a template that was sent with never changes: what it made of its samples stays', async () => {
  const made: Record<string, string> = {}
  for (const name of TEMPLATE_NAMES) {
    for (const [index, template] of TEMPLATES[name].entries()) {
      const hash = createHash('sha256')
      for (const locale of PORTAL_LOCALES) {
        const mail = { template: name, version: index + 1, locale, props: template.sample(locale) }
        const { html, text } = await render(mail, template.category)
        hash.update(html).update(text)
      }
      made[`${name} ${index + 1}`] = hash.digest('hex').slice(0, 12)
    }
  }
  expect(made).toEqual(SEALED)
})

/** Names as people who mean ill write them, and everything else. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '</style><script>',
    'javascript:alert(1)',
    'https://evil.example/pay',
    '\u202egnp.exe',
    '{link}',
    'Ann\r\nBcc: all@example.test',
    '&lt;b&gt;',
    '\ud800',
    '',
  ),
)
const money = fc.record({
  minor: fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }).map(String),
  currency: fc.constantFrom('EUR', 'USD', 'JPY', 'KWD'),
})
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const link = fc.constantFrom('{link}', 'https://money.example.test/portal')
const text = fc.array(hostile, { maxLength: 6 }).map((parts) => parts.join('\n'))

const hold: fc.Arbitrary<PropsOf<'hold_placed'>> = fc.record({
  ...{ name: hostile, reason: hostile, sellerMust: text, since: day, link, marketplace: hostile },
})
const refund: fc.Arbitrary<PropsOf<'refund_made'>> = fc.record({
  ...{ name: hostile, amount: money, order: hostile, on: day, link, marketplace: hostile },
})
const statement: fc.Arbitrary<PropsOf<'statement_ready'>> = fc.record({
  ...{ name: hostile, month: day, owed: money, link, marketplace: hostile },
})
const evidence: fc.Arbitrary<PropsOf<'evidence_due'>> = fc.record({
  ...{ name: hostile, amount: money, reason: hostile, dueOn: day, link, marketplace: hostile },
})
const own: fc.Arbitrary<PropsOf<'weekly_summary'>> = fc.record({
  subject: hostile,
  words: fc
    .array(fc.oneof(hostile, fc.constantFrom('- Sales: EUR 12.00', '')), { maxLength: 8 })
    .map((lines) => lines.join('\n')),
})
/** What the layout is made of. */
const TAG = /^<(html|head|meta|title|style|body|table|tbody|tr|td|th|p|h1|div|a|span|hr)[\s/>]/
const locale = fc.constantFrom(...PORTAL_LOCALES)
const mails = fc.oneof(
  fc.tuple(locale, hold).map(([in_, props]) => writeMail('hold_placed', in_, props)),
  fc.tuple(locale, refund).map(([in_, props]) => writeMail('refund_made', in_, props)),
  fc.tuple(locale, statement).map(([in_, props]) => writeMail('statement_ready', in_, props)),
  fc.tuple(locale, evidence).map(([in_, props]) => writeMail('evidence_due', in_, props)),
  fc.tuple(locale, own).map(([in_, props]) => writeMail('weekly_summary', in_, props)),
)

test('any props are drawn: nothing from outside becomes HTML or a link, and the text part says every figure', async () => {
  await fc.assert(
    fc.asyncProperty(mails, async (written) => {
      const { html, text: plain } = await render(written.mail, 'weekly_summary')
      expect(html.isWellFormed() && plain.isWellFormed()).toBe(true)
      const tags = html.replaceAll(/<!--[\s\S]*?-->/g, '').match(/<[^/!][^>]*>?/g) ?? []
      expect(tags.filter((tag) => !TAG.test(tag) || /\son\w+\s*=/i.test(tag))).toEqual([])
      const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)
      for (const href of links)
        expect(['{link}', 'https://money.example.test/portal', 'https://money.example.test/unsubscribe/x']).toContain(
          href,
        )
      const figures = new Set(figuresIn(`${written.subject} ${plain}`))
      expect(figuresIn(seenIn(html)).filter((figure) => !figures.has(figure))).toEqual([])
      expect(written.subject).not.toMatch(/[\r\n\u202e]/)
    }),
    { numRuns: 60 },
  )
})

test('a mail is written again word by word from what is kept, and words that somebody approved are not touched', async () => {
  const words = 'Hello,\n\nWeek in EUR:\n- Sales: EUR 410.00\n- Paid: -EUR 300.00\n\nMarket'
  const written = writeMail('weekly_summary', 'de', { subject: 'Your week', words })
  expect(written).toMatchObject({ subject: 'Your week', body: words, mail: { version: versionOf('weekly_summary') } })
  const again = JSON.parse(JSON.stringify(written.mail))
  expect((await render(again)).hash).toBe((await render(written.mail)).hash)
  const { html, text: plain } = await render(written.mail, 'weekly_summary')
  expect(html).toMatch(/<th[^>]*>Sales<\/th><td[^>]*>EUR 410\.00<\/td>/)
  expect(plain).toContain('Abbestellen: https://money.example.test/unsubscribe/x')
})

test('mail that is always sent says so in every language, and an older version can still be read', async () => {
  for (const language of PORTAL_LOCALES) {
    const props = templateOf('hold_placed').sample(language)
    const { html, text: plain } = await render({ template: 'hold_placed', version: 1, locale: language, props })
    expect(html).not.toContain('/unsubscribe/')
    expect(plain.split('\n-- \n')[1]?.split('\n').length).toBeGreaterThan(2)
  }
  expect(() => templateOf('hold_placed', 99)).toThrow('no version 99')
  expect(textOf(templateOf('sign_in_link').letter('{"name":"Ann","link":"{link}"}', 'en'))).toContain('\n\n{link}\n\n')
})
