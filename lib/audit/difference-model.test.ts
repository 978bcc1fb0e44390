import { describe, expect, test } from 'vitest'
import { differences } from './difference-model.ts'

describe('what changed', () => {
  test('names fields that differ, were added or went away', () => {
    expect(differences('{"state":"approved","a":1,"gone":true}', '{"state":"executed","a":1,"new":[2]}')).toEqual([
      { field: 'gone', before: 'true', after: '' },
      { field: 'new', before: '', after: '[2]' },
      { field: 'state', before: 'approved', after: 'executed' },
    ])
  })

  test('is nothing when nothing was recorded', () => {
    expect(differences('', '')).toEqual([])
  })

  test('shows a value that is no object', () => {
    expect(differences('', '"text"')).toEqual([{ field: 'value', before: '', after: 'text' }])
  })
})
