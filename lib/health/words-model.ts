import { COMPONENT_KEYS, COMPONENTS, type ComponentKey, componentText } from './components-model.ts'
import type { Score, ScoredComponent } from './score.ts'

/** Tenths of a point as people read them: 45 is 4.5. */
export const pointsText = (tenths: number): string => `${Math.trunc(tenths / 10)}.${tenths % 10}`

/** Why a component takes what it takes, in a sentence or two. */
export function reasonOf(key: ComponentKey, component: ScoredComponent, weight: number): string {
  const { minSample, unit, from } = COMPONENTS[key]
  const { value, sample, judged, lost } = component
  if (value === null) return 'Not kept: it takes nothing.'
  if (judged === null) {
    return sample === 0
      ? `No ${unit} yet: it takes nothing.`
      : `${sample} of the ${minSample} ${unit} that it takes to say something: it takes nothing.`
  }
  const mixed =
    minSample === 0
      ? ''
      : ` Over ${sample} ${unit}; with the marketplace’s average mixed in it counts as ${componentText(key, judged)}.`
  if (lost === 0) return `Nothing to say against it: it takes points ${bound(key, from)}.${mixed}`
  return `Takes ${pointsText(lost)} of ${weight} points.${mixed}`
}

function bound(key: ComponentKey, from: number): string {
  if (COMPONENTS[key].show === 'level') return 'when Stripe restricts the account'
  if (COMPONENTS[key].show === 'success') return `below ${componentText(key, from)}`
  return COMPONENTS[key].from < COMPONENTS[key].to
    ? `above ${COMPONENTS[key].show === 'change' ? 'a loss of ' : ''}${componentText(key, from).replace('−', '')}`
    : `below ${componentText(key, from)}`
}

const NAMED_MAX = 3

/** What a low score comes from, in a sentence: the components that take most. */
export function lowScoreSentence({ score, components }: Score): string {
  const worst = COMPONENT_KEYS.filter((key) => components[key].lost > 0)
    .toSorted((one, other) => components[other].lost - components[one].lost)
    .slice(0, NAMED_MAX)
    .map((key) => `${COMPONENTS[key].name.toLowerCase()} takes ${pointsText(components[key].lost)}`)
  return `Score ${score}${worst.length === 0 ? '' : `: ${worst.join(', ')}`}.`
}
