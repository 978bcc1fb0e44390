import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Fails with the list of what a person with a screen reader, a keyboard or weak eyes would stumble over. */
export async function expectAccessible(page: Page): Promise<void> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
  expect(await stumbles(page, (axe) => axe.withTags(tags))).toEqual([])
}

/** What alone can differ between the themes of a page that was looked at whole in one of them. */
export async function expectContrast(page: Page): Promise<void> {
  expect(await stumbles(page, (axe) => axe.withRules(['color-contrast']))).toEqual([])
}

async function stumbles(page: Page, looking: (axe: AxeBuilder) => AxeBuilder): Promise<string[]> {
  await settled(page)
  // In the page itself, not put together in a window of its own: no page of ours holds one of somebody else's.
  const { violations } = await looking(new AxeBuilder({ page })).setLegacyMode(true).analyze()
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
