import { COMPONENT_KEYS, COMPONENTS, type ComponentKey } from './components-model.ts'

/** How sellers are judged, as one version of the settings says. */
export type HealthSettings = {
  /** Points of a hundred each component can take; together a hundred. */
  readonly weights: Readonly<Record<ComponentKey, number>>
  /** An alert is raised at or below this score, and cleared at or above the other: in between nothing changes. */
  readonly raiseAt: number
  readonly clearAt: number
}

const weights = Object.fromEntries(COMPONENT_KEYS.map((key) => [key, COMPONENTS[key].weight]))

/** What holds until somebody changes it: version 0. */
export const DEFAULT_SETTINGS: HealthSettings = {
  weights: weights as Record<ComponentKey, number>,
  raiseAt: 65,
  clearAt: 75,
}
