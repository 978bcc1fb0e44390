import fc from 'fast-check'
import { expect, test } from 'vitest'
import { POLICY_BYTES_MAX } from './document-model.ts'
import { readPolicyFile } from './read-policy-file.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const codeOf = (name: string, content: Uint8Array): string => {
  try {
    readPolicyFile(name, content)
    return 'taken'
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}

test.each([
  ['a program named as text', 'a.md', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0])],
  ['a picture named as text', 'a.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['a NUL among words', 'a.md', bytes('words\u0000more')],
  ['UTF-16', 'a.md', Buffer.from('\ufeffwords', 'utf16le')],
  ['Windows-1252', 'a.md', Buffer.from([0x52, 0xfc, 0x63, 0x6b])],
  ['a sequence cut in two', 'a.md', Buffer.from('Rück').subarray(0, 2)],
  ['an escape sequence', 'a.md', bytes('words \u001b[2J')],
  ['nothing', 'a.md', bytes('')],
  ['only what nobody sees', 'a.md', bytes('\ufeff\u200b \n')],
  ['a PDF', 'a.pdf', bytes('%PDF-1.7')],
  ['HTML', 'a.html', bytes('<p>x</p>')],
  ['two endings', 'a.md.exe', bytes('x')],
])('%s is refused', (_, name, content) => {
  expect(codeOf(name, content)).toBe('policies.unusable_file')
})

test('more than a policy is refused by its size', () => {
  expect(codeOf('a.md', bytes('x'.repeat(POLICY_BYTES_MAX + 1)))).toBe('policies.too_large')
  expect(codeOf('a.md', bytes('x'.repeat(POLICY_BYTES_MAX)))).toBe('taken')
})

test.each([
  ['../../../etc/cron.d/x.md', 'x.md'],
  ['C:\\Users\\olu\\policy.txt', 'policy.txt'],
  ['<img src=x onerror=alert(1)>.md', 'img src=x onerror=alert(1).md'],
  ['\u202egpj.md', 'gpj.md'],
  ['a\r\nSet-Cookie: x.md', 'aSet-Cookie: x.md'],
])('%s is called %s', (name, called) => {
  expect(readPolicyFile(name, bytes('words')).name).toBe(called)
})

test('text stays as it was sent, but for what nobody sees', () => {
  const { text, byteCount } = readPolicyFile('a.md', bytes('\ufeff# Rück\u202egabe\r\n\r\n\tGut.\u200b\r'))
  expect(text).toBe('# Rückgabe\n\n\tGut.')
  expect(byteCount).toBe(Buffer.byteLength(text))
})

test('whatever bytes come, the file is taken as text or refused in a sentence', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.string({ unit: 'binary', maxLength: 60 }), (content, name) => {
      expect(['taken', 'policies.unusable_file']).toContain(codeOf(name, content))
      expect(['taken', 'policies.unusable_file']).toContain(codeOf(`${name}.md`, content))
    }),
    { numRuns: 100 },
  )
})
