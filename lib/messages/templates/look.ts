/** How mails look. Colours stand beside each element, because many mail programs read nothing else; dark ones replace them where they can. */

type Style = Readonly<Record<string, string | number>>

export const FONT = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Hiragino Sans', 'Noto Sans JP', sans-serif"

export const LOOK = {
  page: { backgroundColor: '#f4f4f2', margin: '0', padding: '24px 12px', fontFamily: FONT },
  card: {
    backgroundColor: '#ffffff',
    border: '1px solid #deded8',
    borderRadius: '8px',
    maxWidth: '560px',
    padding: '28px 28px 20px',
  },
  sender: { color: '#5c5c57', fontSize: '13px', lineHeight: '20px', margin: '0 0 12px' },
  title: { color: '#1b1b19', fontSize: '20px', fontWeight: '600', lineHeight: '28px', margin: '0 0 16px' },
  text: {
    color: '#1b1b19',
    fontSize: '15px',
    lineHeight: '24px',
    margin: '0 0 16px',
    whiteSpace: 'pre-wrap',
    wordBreak: 'break-word',
  },
  facts: { margin: '0 0 16px', width: '100%', borderCollapse: 'collapse' },
  label: {
    borderTop: '1px solid #deded8',
    color: '#5c5c57',
    fontSize: '14px',
    lineHeight: '20px',
    padding: '8px 12px 8px 0',
    textAlign: 'left',
    fontWeight: '400',
    verticalAlign: 'top',
  },
  value: {
    borderTop: '1px solid #deded8',
    color: '#1b1b19',
    fontSize: '14px',
    fontVariantNumeric: 'tabular-nums',
    lineHeight: '20px',
    padding: '8px 0',
    textAlign: 'right',
    verticalAlign: 'top',
    wordBreak: 'break-word',
  },
  button: {
    backgroundColor: '#1b1b19',
    borderRadius: '6px',
    color: '#ffffff',
    fontSize: '15px',
    fontWeight: '600',
    lineHeight: '20px',
    padding: '12px 20px',
    textDecoration: 'none',
  },
  address: { color: '#5c5c57', fontSize: '12px', lineHeight: '18px', margin: '8px 0 16px', wordBreak: 'break-all' },
  rule: { borderTop: '1px solid #deded8', margin: '8px 0 12px' },
  foot: { color: '#5c5c57', fontSize: '12px', lineHeight: '18px', margin: '0 0 4px' },
  link: { color: '#5c5c57', textDecoration: 'underline' },
} as const satisfies Readonly<Record<string, Style>>

const DARK = `
  .m-page { background-color: #161615 !important; }
  .m-card { background-color: #1f1f1d !important; border-color: #3a3a36 !important; }
  .m-ink { color: #ededea !important; }
  .m-soft { color: #a9a9a2 !important; }
  .m-line { border-color: #3a3a36 !important; }
  .m-button { background-color: #ededea !important; color: #161615 !important; }
`

/** What a preview shows, whatever the screen it is looked at on prefers. A mail that leaves lets its reader's screen decide. */
export type Scheme = 'light' | 'dark'

/** The sheet for dark screens: asked for by the reader's, or for certain in a preview. */
export function sheetOf(scheme: Scheme | undefined): string {
  if (scheme === 'light') return ''
  return scheme === 'dark' ? DARK : `@media (prefers-color-scheme: dark) {${DARK}}`
}
