import { describe, expect, test } from 'vitest'
import { type ChordStart, nameOfPress } from './shortcut-chord.ts'

/** Presses `key@ms` one after the other and lists what they were called. */
function names(...presses: readonly (readonly [string, number])[]): string[] {
  let start: ChordStart = null
  return presses.map(([key, atMs]) => {
    const named = nameOfPress(start, { key, atMs }, (candidate) => candidate === 'g')
    start = named.start
    return named.name
  })
}

describe('nameOfPress', () => {
  test('two keys in time are one name', () => {
    expect(names(['g', 0], ['a', 400])).toEqual(['g', 'g a'])
  })

  test('a key that comes late stands alone', () => {
    expect(names(['g', 0], ['a', 900])).toEqual(['g', 'a'])
  })

  test('a second key nobody knows is not taken for itself', () => {
    expect(names(['g', 0], ['r', 10], ['a', 20])).toEqual(['g', 'g r', 'a'])
  })

  test('the second key of a chord starts no other', () => {
    expect(names(['g', 0], ['g', 10], ['a', 20])).toEqual(['g', 'g g', 'a'])
  })
})
