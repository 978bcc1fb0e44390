import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anchorOf, piecesOf, plainOf, sectionsOf } from './split-markdown.ts'

const POLICY = `# Refund policy

Who may be refunded.

## Late refunds

After 60 days a person decides.

### What counts as late

The day of the payment.

## Exceptions

\`\`\`
# not a heading
\`\`\`

## Late refunds

Said twice.
`

test('sections carry the headings above them, and anchors that stay different', () => {
  const { title, sections } = sectionsOf(POLICY)
  expect(title).toBe('Refund policy')
  expect(sections.map(({ anchor, path }) => [anchor, path.join(' › ')])).toEqual([
    ['top', ''],
    ['late-refunds', 'Late refunds'],
    ['what-counts-as-late', 'Late refunds › What counts as late'],
    ['exceptions', 'Exceptions'],
    ['late-refunds-2', 'Late refunds'],
  ])
  expect(sections[3]?.body).toContain('# not a heading')
})

test('nothing of a text is lost when it is cut, whatever it is', () => {
  const letters = (text: string) => text.replace(/\s+/g, '')
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 4000, unit: 'grapheme' }), { maxLength: 6 }), (paragraphs) => {
      const text = paragraphs.join('\n\n')
      const pieces = piecesOf(text)
      expect(letters(pieces.join(''))).toBe(letters(text))
      expect(pieces.every((piece) => piece.length <= 1_502)).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('anchors are plain words of an address', () => {
  expect(anchorOf('Rückgabe & "Storno" <script>')).toBe('ruckgabe-storno-script')
  expect(anchorOf('???')).toBe('section')
  expect(plainOf('A [link](https://evil.test) and ![pixel](https://evil.test/p.png) **bold** <img src=x>')).toBe(
    'A link and pixel bold',
  )
})

test('text without a heading is one section', () => {
  expect(sectionsOf('Only words.\n\nMore.').sections).toEqual([
    { anchor: 'top', level: 0, heading: '', path: [], body: 'Only words.\n\nMore.' },
  ])
})
