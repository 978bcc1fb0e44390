import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { PolicyText } from './policy-text.tsx'

const drawn = (text: string) => renderToStaticMarkup(<PolicyText label="Test" text={text} />)

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '![pixel](https://evil.test/p.png)',
  '[click](https://evil.test)',
  '[click](javascript:alert(1))',
  '[click](//evil.test/x)',
  '[click](/api/exports/sellers)',
  '<https://evil.test>',
  '[ref][1]\n\n[1]: https://evil.test "x"',
  '| a | b |\n| --- | --- |\n| ![p](https://evil.test/q.png) | [x](https://evil.test) |',
  '<iframe src="https://evil.test"></iframe>',
  '<a href="https://evil.test">x</a>',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
])('%s leaves words at most', (text) => {
  const html = drawn(text)
  expect(html).not.toMatch(/<(?:script|img|iframe|object|style|form)|\s(?:href|src|srcset|style|on\w+)=/i)
})

test('links to pages of ours lead there, and tables are tables', () => {
  expect(drawn('See [holds](/policies/hold-policy#how-to-release-a-hold).')).toContain(
    'href="/policies/hold-policy#how-to-release-a-hold"',
  )
  expect(drawn('| a |\n| --- |\n| **1** |')).toMatch(/<td[^>]*><strong>1<\/strong><\/td>/)
})
