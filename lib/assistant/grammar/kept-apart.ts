import type { DimensionId } from '#lib/analytics/dimensions.ts'
import type { Condition } from '#lib/analytics/schema.ts'
import { type Ranking, type Sentence, takeAll } from './parts.ts'

const TOGETHER =
  / (?:(?:for|in|over|across|of|from) )?(?:all|every|both)(?: the| our)? d:currency (?:taken )?(?:together|combined|added up|added together|summed|summed up|in one|as one|alike)(?= )/
const ANY =
  / (?:(?:for|in|over|across|of|from) )?(?:any|whichever|whatever|no matter(?: the| which| what)?|regardless of(?: the)?|irrespective of(?: the)?)(?: one)? d:currency(?= )/

/** "All currencies together", "any currency": what keeps none of them apart. */
export function readCurrencies(sentence: Sentence): 'any' | 'together' | null {
  let found: 'any' | 'together' | null = null
  takeAll(sentence, TOGETHER, () => {
    found = 'together'
    return ''
  })
  takeAll(sentence, ANY, () => {
    found ??= 'any'
    return ''
  })
  return found
}

const SPLIT_BY: readonly DimensionId[] = ['seller', 'country', 'category', 'method', 'reason', 'cohort', 'currency']

/** "Forget the categories": a split of the question before that this one is not to have. */
export function readForgotten(sentence: Sentence): DimensionId[] {
  const forgotten: DimensionId[] = []
  takeAll(sentence, / not by split(?= )/, () => {
    forgotten.push(...SPLIT_BY)
    return ''
  })
  takeAll(sentence, / not by(?: the)? d:(?<id>\w+)(?= )/, ({ id = '' }) => {
    forgotten.push(id as DimensionId)
    return ''
  })
  return forgotten
}

const STILL_MOVES =
  / (?:rose|risen|fell|fallen|grew|grown|dropped|declined|increased|decreased|shrank|shrunk|doubled|tripled|halved|slipped|climbed) /

type Around = {
  /** The sentence before any rule took its words. */
  readonly asked: string
  readonly isRows: boolean
  readonly moved: readonly Condition[]
  readonly byChange: Ranking | null
}

/** Rows were to be picked by how something moved, and no condition came of it: all of them would be another answer. */
export function isMoveDropped(left: string, { asked, isRows, moved, byChange }: Around): boolean {
  if (byChange !== null || !/ m:/.test(asked)) return false
  if (isRows) return moved.length === 0 && STILL_MOVES.test(left)
  return (
    moved.length > 0 &&
    / (?:which|whose|who|where) /.test(asked) &&
    / d:(?:seller|country|category|method|currency) /.test(asked)
  )
}
