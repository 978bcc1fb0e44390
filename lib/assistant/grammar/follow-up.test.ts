import { expect, test } from 'vitest'
import type { AnalyticsQueryInput } from '#lib/analytics/schema.ts'
import { readQuestion } from './read-question.ts'
import { NAMES, NOW } from './testing-names.ts'
import { spell } from './testing-spell.ts'

const CONVERSATIONS: readonly (readonly (readonly [question: string, expected: string])[])[] = [
  [
    ['Gross volume by seller last quarter', 'gross_volume by seller · last quarter'],
    ['and for Germany?', 'gross_volume by seller · country DE · last quarter'],
    ['same for last year', 'gross_volume by seller · country DE · last year'],
    ['only the top 3', 'gross_volume by seller · country DE · last year · down by gross_volume · 3 rows'],
    ['by country instead', 'gross_volume by country · country DE · last year · down by gross_volume · 3 rows'],
    ['and refunds?', 'refunds by country · country DE · last year · down by refunds · 3 rows'],
    ['compare with last year', 'refunds by country · country DE · last year · vs before · down by refunds · 3 rows'],
    ['excluding Germany', 'refunds by country · country not DE · last year · vs before · down by refunds · 3 rows'],
    [
      'what about Ridgeline?',
      'refunds by country · country not DE · seller sel_ridge · last year · vs before · down by refunds · 3 rows',
    ],
    ['as a trend', 'refunds by country, month · country not DE · seller sel_ridge · last year · vs before'],
    ['and the month before?', 'refunds by country, month · country not DE · seller sel_ridge · last year · vs before'],
    [
      'without books',
      'refunds by country, month · country not DE · seller sel_ridge · category not books · last year · vs before',
    ],
    [
      'how about take rate',
      'take_rate by country, month · country not DE · seller sel_ridge · category not books · last year · vs before',
    ],
    [
      'per week',
      'take_rate by country, week · country not DE · seller sel_ridge · category not books · last year · vs before',
    ],
    [
      'now in Q2',
      'take_rate by country, week · country not DE · seller sel_ridge · category not books · q2 · vs before',
    ],
    [
      'worst 5',
      'take_rate by country, week · country not DE · seller sel_ridge · category not books · q2 · vs before · up by take_rate · 5 rows',
    ],
  ],
  [
    [
      'Which sellers had the highest refund rates last quarter?',
      'refund_rate by seller · last quarter · down by refund_rate · 10 rows',
    ],
    ['and this quarter?', 'refund_rate by seller · this quarter · down by refund_rate · 10 rows'],
    ['and disputes?', 'disputes by seller · this quarter · down by disputes · 10 rows'],
    ['just for music', 'disputes by seller · category music · this quarter · down by disputes · 10 rows'],
    [
      'same thing for Nordlicht',
      'disputes by seller · category music · seller sel_nord · this quarter · down by disputes · 10 rows',
    ],
    [
      'and France',
      'disputes by seller · category music · seller sel_nord · country FR · this quarter · down by disputes · 10 rows',
    ],
    [
      'in October',
      'disputes by seller · category music · seller sel_nord · country FR · october · down by disputes · 10 rows',
    ],
  ],
  [
    ['What was the take rate last month?', 'take_rate · last month'],
    ['by category', 'take_rate by category · last month'],
    ['over the last 6 months', 'take_rate by category · last 6 months'],
    ['vs last year', 'take_rate by category · last 6 months · vs last year'],
    ['and by month?', 'take_rate by category, month · last 6 months · vs last year'],
  ],
]

test.each(CONVERSATIONS.map((turns) => [turns[0]?.[0] ?? '', turns] as const))('%s … and what follows', (_, turns) => {
  let previous: AnalyticsQueryInput | null = null
  for (const [question, expected] of turns) {
    const reading = readQuestion(question, { names: NAMES, now: NOW, previous })
    expect(`${question} → ${spell(reading)}`).toBe(`${question} → ${expected}`)
    if (reading.kind === 'query') previous = reading.query
  }
})
