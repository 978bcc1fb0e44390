import { expect, type Page } from '@playwright/test'

/** Reloads until the worker has brought the proposal there. */
export async function untilState(page: Page, state: string): Promise<void> {
  await expect(async () => {
    await page.reload()
    await expect(page.getByText(state, { exact: true }).first()).toBeVisible({ timeout: 1_000 })
  }).toPass()
}
