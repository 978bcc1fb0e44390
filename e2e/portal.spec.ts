import type { Browser, BrowserContext, Page } from '@playwright/test'
import { expectAccessible } from './harness/accessible.ts'
import { DEMO_PASSWORD } from './harness/sign-in.ts'
import { expect, test } from './harness/test.ts'
import { watch } from './harness/watch.ts'

/** A phone: 390 px wide, fingers instead of a pointer. */
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'en-US' } as const

const phone = (browser: Browser, url: string): Promise<BrowserContext> => browser.newContext({ ...PHONE, baseURL: url })

async function signInOn(context: BrowserContext, url: string, email: string): Promise<void> {
  const { csrfToken } = await (await context.request.get(`${url}/api/auth/csrf`)).json()
  const form = { csrfToken, email, password: DEMO_PASSWORD, json: 'true' }
  expect((await context.request.post(`${url}/api/auth/callback/credentials`, { form })).ok()).toBe(true)
}

/** The link in the newest mail to an address, from the outbox, which is the demo's inbox. */
async function linkFor(operator: Page, email: string): Promise<string> {
  const csv = await (await operator.request.get(`/api/exports/messages?kind=mail.sign_in&q=${email}`)).text()
  const [id = ''] = csv.match(/msg_\w+/) ?? []
  await operator.goto(`/messages/${id}`)
  return /https?:\/\/\S+\/portal\/enter\/[\w-]+/.exec((await operator.locator('main').textContent()) ?? '')?.[0] ?? ''
}

const expectNoSidewaysScroll = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)

test('a seller comes in by a link that works once, opens an explained payout, asks why it is lower and hands over', async ({
  as,
  browser,
  product,
}) => {
  const context = await phone(browser, product.url)
  const complaints = watch(context)
  const page = await context.newPage()
  await page.goto('/portal/payouts')
  await expect(page).toHaveURL(/\/portal\/sign-in\?from=%2Fportal%2Fpayouts$/)
  await expectAccessible(page)
  await page.getByLabel('Your e-mail address').fill('seller@demo.test')
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await expect(page.getByText('If this address belongs to a seller, a link is on its way.')).toBeVisible()

  const operator = await as('operator')
  const link = await linkFor(operator, 'seller@demo.test')
  // A mail scanner looks at the link first, and uses nothing up.
  expect((await context.request.get(link)).ok()).toBe(true)
  await page.goto(link)
  await page.getByRole('button', { name: 'Come in' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Next payout' })).toBeVisible()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'This link was used or has expired.' })).toBeVisible()

  await page.goto('/portal')
  await page.getByRole('link', { name: 'Payouts' }).click()
  await page.getByRole('main').getByRole('listitem').getByRole('link').first().click()
  await expect(page.getByRole('heading', { name: 'What is in it' })).toBeVisible()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  const id = page.url().split('/').at(-1) ?? ''
  const file = await (await context.request.get(`/api/portal/payouts/${id}`)).text()
  expect(file).toContain(id)
  expect(file).not.toMatch(/\b(acct|txn|ch|py|tr|sel|stl)_/)

  await page.getByRole('link', { name: 'Ask why it is what it is' }).click()
  await expect(page.getByLabel('Your question')).toHaveValue(`Why is payout ${id} lower than the last one?`)
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await expect(page.getByText('Drafted from your figures')).toBeVisible()
  await expect(page.getByRole('article').last()).toContainText(/USD\s[\d,]+\.\d\d/)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Give it to a person' }).click()
  const ticket = /tkt_\w+/.exec((await page.getByText(/Somebody looks at it/).textContent()) ?? '')?.[0]
  await operator.goto(`/tickets/${ticket}`)
  await expect(operator.getByText(`Why is payout ${id} lower than the last one?`).first()).toBeVisible()

  // The console is no place of theirs.
  await page.goto('/settlements')
  await expect(page).toHaveURL(/\/portal$/)
  expect(complaints).toEqual([])
  await context.close()
})

test('somebody of the platform looks as a seller, can change nothing, and ends it', async ({ as }) => {
  const operator = await as('operator')
  await operator.goto('/sellers?q=Ridgeline')
  await operator
    .getByRole('link', { name: /Ridgeline Outfitters/ })
    .first()
    .click()
  await operator.getByRole('button', { name: 'View as seller' }).click()
  await expect(operator.getByText('you look at the portal as Ridgeline Outfitters')).toBeVisible()
  await expectAccessible(operator)
  const refused = await operator.request.post('/api/portal/ask', { data: { conversationId: null, text: 'Hello' } })
  expect([refused.status(), (await refused.json()).error.code]).toEqual([403, 'access.only_looking'])
  await operator.goto('/portal/people')
  await expect(operator.getByText('Rosa Ridge')).toBeVisible()
  await expect(operator.getByRole('button', { name: 'Invite' })).toHaveCount(0)
  await operator.getByRole('button', { name: 'End' }).click()
  await expect(operator.getByRole('heading', { name: /Ridgeline Outfitters/ })).toBeVisible()
  await operator.goto('/portal')
  await expect(operator).toHaveURL(/\/portal\/sign-in/)
})

test.describe('a phone', () => {
  test.use({ expectedErrors: [/404/] })

  /** Bytes of scripts over the wire, compressed, and the instant of the largest paint in ms, with nothing cached. */
  async function weigh(browser: Browser, url: string, path: string) {
    const context = await phone(browser, url)
    await signInOn(context, url, 'bauhof@demo.test')
    const page = await context.newPage()
    const scripts: Promise<number>[] = []
    page.on('requestfinished', (request) => {
      if (request.resourceType() === 'script') scripts.push(request.sizes().then((sizes) => sizes.responseBodySize))
    })
    await page.goto(path, { waitUntil: 'networkidle' })
    const paint = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
            type: 'largest-contentful-paint',
            buffered: true,
          })
        }),
    )
    const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0)
    await context.close()
    return { path, bytes, paint: Math.round(paint) }
  }

  test('loads at most 120 KB of scripts more for a page than for an empty one', async ({ browser, product }) => {
    const empty = await weigh(browser, product.url, '/portal/payouts/po_none')
    for (const path of [
      '/portal',
      '/portal/payouts',
      '/portal/fees',
      '/portal/ask',
      '/portal/people',
      '/portal/more',
    ]) {
      const page = await weigh(browser, product.url, path)
      const line = `${path}: ${page.bytes - empty.bytes} bytes over ${empty.bytes}, largest paint ${page.paint} ms`
      test.info().annotations.push({ type: 'weight', description: line })
      console.log(line)
      expect(page.bytes - empty.bytes).toBeLessThanOrEqual(120_000)
    }
  })
})
