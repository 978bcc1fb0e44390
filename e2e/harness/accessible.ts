import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Fails with the list of what a person with a screen reader, a keyboard or weak eyes would stumble over. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await stumbles(new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']))).toEqual([])
}

/** What alone can differ between the themes of a page that was looked at whole in one of them. */
export async function expectContrast(page: Page): Promise<void> {
  expect(await stumbles(new AxeBuilder({ page }).withRules(['color-contrast']))).toEqual([])
}

async function stumbles(axe: AxeBuilder): Promise<string[]> {
  // In the page itself, not put together in a window of its own: no page of ours holds one of somebody else's.
  const { violations } = await axe.setLegacyMode(true).analyze()
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} (${nodes.map(({ target, any }) => [target, ...any.map(({ message }) => message)].join(': ')).join('; ')})`,
  )
}
