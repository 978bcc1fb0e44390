import { dimensionLabel } from '#lib/analytics/dimensions.ts'
import { type MetricId, metricOf } from '#lib/analytics/metrics.ts'
import type { AnalyticsQueryInput } from '#lib/analytics/schema.ts'
import type { Bare, Found } from './found.ts'

const refused = (why: 'not_kept' | 'personal' | 'deed' | 'not_understood', sentence: string): Bare => ({
  kind: 'refused',
  why,
  sentence,
})

export const notKept = (what: string) =>
  refused('not_kept', `${what} is not kept yet, so I have no rows to answer from.`)
export const personal = () =>
  refused('personal', 'I do not show personal data or secrets, whoever asks. Ask for sums and rates instead.')
export const DEED_SENTENCE =
  'I can answer questions, and cannot do anything. People propose and approve on the pages of the console.'
export const deed = () => refused('deed', DEED_SENTENCE)
export const notUnderstood = (sentence: string) => refused('not_understood', sentence)

/** What is not known, where it stands, and what it may have been meant for. */
export const unknownWords = (words: readonly string[], plain: string, near: readonly string[]) =>
  notUnderstood(
    `I do not know what ${new Intl.ListFormat('en').format(words.slice(0, 4).map((word) => `"${word.slice(0, 40)}"`))} ${words.length === 1 ? 'means' : 'mean'}${whereOf(words[0] ?? '', plain)}. ${near.length === 0 ? 'Ask it in other words.' : `Did you mean ${either(near.map((one) => `"${one}"`))}?`}`,
  )

/** The word with its neighbours. */
function whereOf(word: string, plain: string): string {
  const all = plain.trim().split(' ')
  const at = all.indexOf(word)
  const around = all.slice(Math.max(0, at - 1), at + 2).filter((one) => !/[:]/.test(one))
  return at < 0 || around.length < 2 ? ' here' : ` in "${around.join(' ').slice(0, 80)}"`
}

type Build = (id: MetricId) => AnalyticsQueryInput
const choicesOf = (ids: readonly MetricId[], build: Build) =>
  ids.map((id) => ({ label: metricOf(id).label, query: build(id) }))
const either = (labels: readonly string[]) => new Intl.ListFormat('en', { type: 'disjunction' }).format(labels)

/** Questions back, each with what it would be understood as. */
export const ask = {
  whichMetric: (word: string, ids: readonly MetricId[], build: Build): Bare => ({
    kind: 'ask_back',
    question: `By "${word}", do you mean ${either(ids.map((id) => metricOf(id).label.toLowerCase()))}?`,
    choices: choicesOf(ids, build),
  }),
  whatOf: ({ splits }: Found, build: Build): Bare => ({
    kind: 'ask_back',
    question: `What would you like to know${splits[0] === undefined ? '' : ` by ${dimensionLabel(splits[0]).toLowerCase()}`}: gross volume, refunds, platform fees or something else?`,
    choices: choicesOf(['gross_volume', 'refunds', 'platform_fees'], build),
  }),
  amountInstead: (id: MetricId, query: AnalyticsQueryInput): Bare => ({
    kind: 'ask_back',
    question: `How many there were is not kept; ${metricOf(id).label.toLowerCase()} are kept as amounts. Shall I show the amounts?`,
    choices: [{ label: metricOf(id).label, query }],
  }),
  whichCurrency: (query: AnalyticsQueryInput, code: string): Bare => ({
    kind: 'ask_back',
    question: `Only what was made in ${code}, or everything converted into ${code}?`,
    choices: [
      { label: `Only ${code}`, query },
      {
        label: `Everything, converted into ${code}`,
        query: {
          ...query,
          currency: code,
          filters: (query.filters ?? []).filter(({ dimension }) => dimension !== 'currency'),
        },
      },
    ],
  }),
}
