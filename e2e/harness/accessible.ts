import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Fails with the list of what a person with a screen reader, a keyboard or weak eyes would stumble over. */
export async function expectAccessible(page: Page): Promise<void> {
  const values = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
  expect(await stumbles(page, { type: 'tag', values })).toEqual([])
}

/** What alone can differ between the themes of a page that was looked at whole in one of them. */
export async function expectContrast(page: Page): Promise<void> {
  expect(await stumbles(page, { type: 'rule', values: ['color-contrast'] })).toEqual([])
}

async function stumbles(page: Page, runOnly: { type: 'tag' | 'rule'; values: string[] }): Promise<string[]> {
  await settled(page)
  // To name each element that is in order takes longer than to look at it, and nobody reads those names.
  const looking = new AxeBuilder({ page }).options({ runOnly, resultTypes: ['violations'] })
  // In the page itself, not put together in a window of its own: no page of ours holds one of somebody else's.
  const { violations } = await looking.setLegacyMode(true).analyze()
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} (${nodes.map(({ target, any }) => [target, ...any.map(({ message }) => message)].join(': ')).join('; ')})`,
  )
}

/** Colours on their way from one to another are none that anybody reads; what turns for ever is not waited for. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const passing = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(passing.map(({ finished }) => finished))
  })
}
