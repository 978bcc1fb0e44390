export const STANDINGS = ['ready', 'held', 'restricted'] as const
export type Standing = (typeof STANDINGS)[number]

const LOOKS = {
  ready: { word: 'ready', tone: 'good' },
  held: { word: 'held', tone: 'warn' },
  restricted: { word: 'restricted', tone: 'bad' },
} as const

/** How a seller's standing reads on lists, pills, filters and exports. */
export function standingLook(standing: Standing): (typeof LOOKS)[Standing] {
  return LOOKS[standing]
}
