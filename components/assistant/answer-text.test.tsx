import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { AnswerText } from './answer-text.tsx'

const html = (text: string) => renderToStaticMarkup(<AnswerText text={text} />)

describe('AnswerText', () => {
  test('draws words, lists and links to pages of ours', () => {
    const drawn = html('**58** sellers:\n\n- [Ridgeline](/sellers/sel_1)\n- `acct_1`')
    expect(drawn).toContain('<strong>58</strong>')
    expect(drawn).toContain('href="/sellers/sel_1"')
    expect(drawn).toContain('<code')
  })

  test.each([
    '[x](javascript:alert(1))',
    '[x](JAVASCRIPT:alert(1))',
    '[x](java&#10;script:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](vbscript:x)',
    '[x](//evil.example/a)',
    '[x](/\\evil.example)',
    '[x](/&Tab;/evil.example)',
    '[x](https://evil.example/?q=42)',
    '<https://evil.example>',
    '[x][1]\n\n[1]: https://evil.example "t"',
    '[x](mailto:a@evil.example)',
    '[x](/api/auth/signout)',
  ])('%s becomes words', (text) => {
    const drawn = html(text)
    expect(drawn).not.toMatch(/href|<a/)
    expect(drawn).toMatch(/x|evil/)
  })

  test.each([
    '![alt](https://evil.example/p.png?q=secret)',
    '![alt](/icon.svg)',
    '![alt](data:image/png;base64,AAAA)',
    '![alt][1]\n\n[1]: //evil.example/p.png',
    '[![alt](https://evil.example/p.png)](https://evil.example)',
  ])('%s is left out and said to be', (text) => {
    const drawn = html(text)
    expect(drawn).not.toMatch(/<img|src=|href|evil/)
    expect(drawn).toContain('image left out: alt')
  })

  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'a <b onclick="x()">b</b>',
    '<iframe src="https://evil.example"></iframe>',
    '<a href="https://evil.example">x</a>',
    '<style>body{background:url(https://evil.example)}</style>',
    '<svg><a xlink:href="javascript:alert(1)">x</a></svg>',
    '<form action="https://evil.example"><input name=a></form>',
  ])('%s: no tag comes through', (text) => {
    expect(html(text)).not.toMatch(/<(?!\/?(?:div|p|strong|em)\b)|onerror|onclick|href|src=|style=/)
  })
})
