import type { Locator } from '@playwright/test'
import { type OpenAiServer, type Reply, startOpenAi } from '#lib/assistant/testing/openai-server.ts'
import { expectAccessible } from './harness/accessible.ts'
import { expect, test } from './harness/test.ts'

const LOOK_UP: Reply = {
  call: 'query_metrics',
  arguments: JSON.stringify({ metrics: ['refund_rate'], dimensions: ['seller'], period: 'this year' }),
}

/** A model's server where another one may have been, which says these things in turn and then nothing more. */
const saying = (replies: Reply[], port = 0): Promise<OpenAiServer> =>
  startOpenAi(() => replies.shift() ?? { status: 500 }, port)

test('a model on a server answers with tools, dies, is asked again, taken up after a reload and stopped', async ({
  as,
  beside,
}) => {
  const replies: Reply[] = []
  let model = await saying(replies)
  const product = await beside({ OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'test-model' })
  const page = await as('analyst', product)
  await page.goto('/sellers')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+j')
  const panel = page.getByRole('complementary', { name: 'Assistant' })
  const field = panel.getByRole('textbox', { name: 'Question' })
  const ask = async (question: string, ...said: Reply[]) => {
    replies.push(...said)
    await field.fill(question)
    await field.press('Enter')
  }
  const said = panel.getByRole('region', { name: 'Conversation' })
  const steps = panel.getByRole('list', { name: 'Steps' })
  const again = panel.getByRole('button', { name: 'Ask again' })
  const broken = panel.locator('details').filter({ hasText: 'An answer that broke off' })

  await test.step('a call of a tool, arguments that are none, and words', async () => {
    const nonsense: Reply = { call: 'query_metrics', arguments: '{"metrics": [' }
    await ask('Who refunds the most?', nonsense, LOOK_UP, { say: 'They are **below**, most first.' })
    await expect(steps.getByText(/asked a tool for something that it does not take/)).toBeVisible()
    await expect(steps.getByText(/^Refund rate by seller, 20\d\d.* sellers?$/)).toBeVisible()
    await expect(said.getByText('They are below, most first.')).toBeVisible()
    await expect(panel.getByRole('columnheader', { name: 'Refund rate' })).toBeVisible()
    await expect(panel.getByRole('region', { name: 'Where this can be seen' }).getByRole('link')).not.toHaveCount(0)
    await expect(panel.getByText('Answered by test-model.')).toBeVisible()
    expect(model.asked.map(({ messages }) => messages.at(-1)?.role)).toEqual(['user', 'tool', 'tool'])
  })

  await test.step('a server that is killed leaves what had come', async () => {
    await ask('And what of it is new?', LOOK_UP, { say: 'Of these sellers none was there before', hangsAfter: 4 })
    await expect(said.getByText('Of these sellers none')).toBeVisible()
    await model.close()
    await expect(said.getByText('The model broke off. What it said so far is kept; try again.')).toBeVisible()
    await expect(said.getByText('Of these sellers none')).toBeVisible()
    await expect(steps).toHaveCount(2)
  })

  await test.step('asked again, reloaded and stopped midway, it keeps every word', async () => {
    model = await saying(replies, Number(new URL(model.url).port))
    replies.push({ say: 'Two of them began this year', hangsAfter: 3 })
    await again.click()
    await expect(said.getByText('Two of them')).toBeVisible()
    await expect(broken.getByText('Of these sellers none')).toBeVisible()
    await page.reload()
    await expect(said.getByText('Two of them')).toBeVisible()
    await expect(broken.getByText('Of these sellers none')).toBeVisible()
    await panel.getByRole('button', { name: 'Stop the answer' }).click()
    await expect(said.getByText('Stopped. What had arrived stays here.')).toBeVisible()
    await expectAccessible(page)
    replies.push({ say: 'Two of them began this year.' })
    await again.click()
    await expect(said.getByText('Two of them began this year.')).toBeVisible()
    await expect(broken).toHaveCount(2)
    await isFolded(broken.first().getByText('Of these sellers none'))
  })

  await test.step('a question that is far too long stays in its field', async () => {
    const long = 'refunds by seller '.repeat(5_556).slice(0, 100_000)
    await field.fill(`${long}.`)
    await field.press('Enter')
    await expect(panel.getByText('The question has 100,001 characters; 4,000 are the most.')).toBeVisible()
    await expect(field).toHaveValue(`${long}.`)
  })
  await model.close()
})

const isFolded = (words: Locator) => expect(words).toBeHidden()
