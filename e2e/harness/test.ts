import { test as base, expect, type Page } from '@playwright/test'
import { launchProduct, type Product, webBeside } from './launch.ts'
import { shared } from './shared.ts'
import { type Role, signIn } from './sign-in.ts'
import { watch } from './watch.ts'

type Fixtures = {
  /** Errors that a test causes on purpose; everything else in a browser's console fails the test. */
  expectedErrors: readonly RegExp[]
  /** Opens a browser of its own, signed in; with a product of its own, on that one. */
  as: (role: Role, product?: Product) => Promise<Page>
  /** The product that all tests share. Never move its clock, never reset it. */
  product: Product
  /** The shared product as a web server of this test's own shows it, with these variables. */
  beside: (environment: Readonly<Record<string, string>>) => Promise<Product>
  /** Starts a product for this test alone, with a clock that the test may move. */
  freshProduct: (options?: { isEmpty?: boolean; isFrozen?: boolean }) => Promise<Product>
}

export const test = base.extend<Fixtures>({
  expectedErrors: [[], { option: true }],
  product: async ({ playwright: _ }, use) => use(shared().product),
  baseURL: async ({ product }, use) => use(product.url),
  freshProduct: async ({ playwright: _ }, use) => {
    const { cluster, buildDir, loaded } = shared()
    const started: { stop(): Promise<void> }[] = []
    await use(async ({ isEmpty = false, isFrozen = false } = {}) => {
      const product = await launchProduct({ cluster, buildDir, loaded: isEmpty ? undefined : loaded, isFrozen })
      started.push(product)
      return product
    })
    for (const { stop } of started) await stop()
  },
  beside: async ({ product }, use) => {
    const started: { stop(): Promise<void> }[] = []
    await use(async (environment) => {
      const web = await webBeside(product, shared().buildDir, environment)
      started.push(web)
      return web
    })
    for (const { stop } of started) await stop()
  },
  context: async ({ context, expectedErrors }, use) => {
    const complaints = watch(context)
    await use(context)
    expect(unexpected(complaints, expectedErrors)).toEqual([])
  },
  as: async ({ browser, product: sharedProduct, expectedErrors }, use) => {
    const complaints: string[][] = []
    await use(async (role, product = sharedProduct) => {
      const context = await browser.newContext({ baseURL: product.url })
      complaints.push(watch(context))
      await signIn(context, product.url, role)
      return context.newPage()
    })
    expect(unexpected(complaints.flat(), expectedErrors)).toEqual([])
  },
})

export { expect }

const unexpected = (complaints: readonly string[], expected: readonly RegExp[]) =>
  complaints.filter((complaint) => !expected.some((pattern) => pattern.test(complaint)))
