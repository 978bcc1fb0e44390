import { saysFigure } from '../chat/traced-figures.ts'
import { notInYourWords } from '../refusals.ts'
import type { ToolContext } from './tool.ts'

type Wanted = {
  /** How people ask for it. */
  readonly words: RegExp
  /** What it is about, by every name it has: one must have been said, or be on the page. */
  readonly names: readonly string[]
  readonly money?: { readonly amount: string; readonly currency: string }
}

const FIRST_WORD_MIN = 4

/** Other ways to say a currency than by its code. */
const SIGNS: Readonly<Record<string, RegExp>> = { EUR: /€|euro/, USD: /\$|dollar/, GBP: /£|pound/, JPY: /¥|yen/ }

/**
 * Refuses a proposal that the person did not ask for in their own words. What a model read in names, memos or files may have told it
 * to; only what people typed counts, and the page they are on.
 */
export function mustBeAsked({ said = '', page }: ToolContext, { words, names, money }: Wanted): void {
  const heard = said.toLowerCase()
  const isNamed = names
    .filter((name) => name !== '')
    .some((name) => {
      const plain = name.toLowerCase()
      const [first = ''] = plain.split(/\s+/)
      return heard.includes(plain) || page.includes(name) || (first.length >= FIRST_WORD_MIN && heard.includes(first))
    })
  const isPriced = money === undefined || (saysFigure(said, money.amount) && saysCurrency(heard, money.currency))
  if (!words.test(heard) || !isNamed || !isPriced) throw notInYourWords()
}

const saysCurrency = (heard: string, currency: string): boolean =>
  new RegExp(`\\b${currency.toLowerCase()}\\b`).test(heard) || (SIGNS[currency]?.test(heard) ?? false)
