const CHORD_MS = 900

/** The first key of two, and when it was pressed. */
export type ChordStart = { readonly key: string; readonly atMs: number } | null

/**
 * Names a key press, alone or as the second of two. What follows the start of a chord in time belongs to it,
 * known or not: `g a` goes to a place and is never also `a`, which may move money.
 */
export function nameOfPress(
  start: ChordStart,
  press: { readonly key: string; readonly atMs: number },
  startsChord: (key: string) => boolean,
): { readonly name: string; readonly start: ChordStart } {
  if (start !== null && press.atMs - start.atMs < CHORD_MS) return { name: `${start.key} ${press.key}`, start: null }
  return { name: press.key, start: startsChord(press.key) ? press : null }
}
