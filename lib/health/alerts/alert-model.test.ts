import { describe, expect, test } from 'vitest'
import { type Change, type Level, levelOfScore, observe, type Standing } from './alert-model.ts'

const HOUR = 3_600_000
const LINES = { raiseAt: 50, clearAt: 60 }

/** Numbers that look random and are the same in every run. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

/** What a change makes of an alert, as the store writes it. */
function written(standing: Standing | null, change: Change): Standing | null {
  switch (change) {
    case 'raise':
    case 'return':
      return { state: 'open', snoozedUntil: null, isCauseOpen: true }
    case 'gone':
    case 'rearm':
      return { state: 'closed', snoozedUntil: null, isCauseOpen: false }
    default:
      return standing
  }
}

describe('a noisy score does not flap', () => {
  test('noise smaller than the gap changes an alert at most once, wherever the score lies', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const next = random(seed)
      const middle = Math.round(next() * 100)
      let standing: Standing | null = null
      let changes = 0
      for (let step = 0; step < 300; step += 1) {
        const score = Math.max(0, Math.min(100, middle + Math.round((next() - 0.5) * 9)))
        const change = observe(standing, levelOfScore(score, LINES), new Date(step * HOUR))
        if (change !== null) changes += 1
        standing = written(standing, change)
      }
      expect(changes).toBeLessThanOrEqual(1)
    }
  })

  test('on any series there are no more changes than the way it went has gaps', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const next = random(seed)
      let score = 100
      let way = 0
      let changes = 0
      let standing: Standing | null = null
      for (let step = 0; step < 300; step += 1) {
        const moved = Math.max(0, Math.min(100, score + Math.round((next() - 0.5) * 40)))
        way += Math.abs(moved - score)
        score = moved
        const change = observe(standing, levelOfScore(score, LINES), new Date(step * HOUR))
        if (change !== null) changes += 1
        standing = written(standing, change)
      }
      expect(changes).toBeLessThanOrEqual(1 + way / (LINES.clearAt - LINES.raiseAt))
    }
  })
})

/** The same in the plainest words there are: a list of what happened. */
type Model = { visible: boolean; until: number; silenced: boolean }

describe('whatever people and sellers do, in any order', () => {
  test('an alert is there when it should be, once, and comes back when it was only put off', () => {
    const levels: readonly Level[] = ['raise', 'between', 'clear']
    for (let seed = 1; seed <= 120; seed += 1) {
      const next = random(seed)
      let standing: Standing | null = null
      let model: Model = { visible: false, until: 0, silenced: false }
      let now = 0
      for (let step = 0; step < 120; step += 1) {
        now += Math.round(next() * 5) * HOUR
        const deed = next()
        const isOpen = standing !== null && standing.state !== 'closed'
        if (deed < 0.15 && isOpen) {
          const until = now + Math.round(1 + next() * 20) * HOUR
          standing = { state: 'snoozed', snoozedUntil: new Date(until), isCauseOpen: true }
          model = { ...model, visible: false, until }
        } else if (deed < 0.25 && isOpen) {
          standing = { state: 'closed', snoozedUntil: null, isCauseOpen: true }
          model = { visible: false, until: 0, silenced: true }
        } else {
          const level = levels[Math.floor(next() * 3)] ?? 'between'
          standing = written(standing, observe(standing, level, new Date(now)))
          model = told(model, level, now)
        }
        expect(standing?.state === 'open').toBe(model.visible)
        expect(standing?.state === 'snoozed').toBe(model.until > 0)
      }
    }
  })
})

function told(model: Model, level: Level, now: number): Model {
  if (model.until > now) return model
  if (model.until > 0) return { visible: level !== 'clear', until: 0, silenced: false }
  if (model.silenced) return level === 'clear' ? { ...model, silenced: false } : model
  if (model.visible) return { ...model, visible: level !== 'clear' }
  return { ...model, visible: level === 'raise' }
}
