/** How mails look. Colours stand beside each element, because many mail programs read nothing else; dark ones replace them where they can. */

const FONT = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Hiragino Sans', 'Noto Sans JP', sans-serif"

const LIGHT = {
  page: '#f4f4f2',
  card: '#ffffff',
  ink: '#1b1b19',
  soft: '#5c5c57',
  line: '#deded8',
  button: '#1b1b19',
  onButton: '#ffffff',
} as const
const DARK: Readonly<Record<keyof typeof LIGHT, string>> = {
  page: '#161615',
  card: '#1f1f1d',
  ink: '#ededea',
  soft: '#a9a9a2',
  line: '#3a3a36',
  button: '#ededea',
  onButton: '#161615',
}

/** What a preview shows, whatever the screen it is looked at on prefers. A mail that leaves lets its reader's screen decide. */
export type Scheme = 'light' | 'dark'

/** Styles of every element, in the colours of light screens unless a preview asks for the dark ones. */
export function lookOf(scheme: Scheme | undefined) {
  const { page, card, ink, soft, line, button, onButton } = scheme === 'dark' ? DARK : LIGHT
  const small = { fontSize: '12px', lineHeight: '18px', color: soft }
  const cell = { borderTop: `1px solid ${line}`, fontSize: '14px', lineHeight: '20px', verticalAlign: 'top' }
  return {
    page: { backgroundColor: page, margin: '0', padding: '24px 12px', fontFamily: FONT },
    card: {
      backgroundColor: card,
      border: `1px solid ${line}`,
      borderRadius: '8px',
      maxWidth: '560px',
      padding: '28px 28px 20px',
    },
    sender: { color: soft, fontSize: '13px', lineHeight: '20px', margin: '0 0 12px' },
    title: { color: ink, fontSize: '20px', fontWeight: '600', lineHeight: '28px', margin: '0 0 16px' },
    text: {
      color: ink,
      fontSize: '15px',
      lineHeight: '24px',
      margin: '0 0 16px',
      whiteSpace: 'pre-wrap',
      wordBreak: 'break-word',
    },
    facts: { margin: '0 0 16px', width: '100%', borderCollapse: 'collapse' },
    label: { ...cell, color: soft, padding: '8px 12px 8px 0', textAlign: 'left', fontWeight: '400' },
    value: {
      ...cell,
      color: ink,
      fontVariantNumeric: 'tabular-nums',
      padding: '8px 0',
      textAlign: 'right',
      wordBreak: 'break-word',
    },
    button: {
      backgroundColor: button,
      borderRadius: '6px',
      color: onButton,
      fontSize: '15px',
      fontWeight: '600',
      lineHeight: '20px',
      padding: '12px 20px',
      textDecoration: 'none',
    },
    address: { ...small, margin: '8px 0 16px', wordBreak: 'break-all' },
    rule: { borderTop: `1px solid ${line}`, margin: '8px 0 12px' },
    foot: { ...small, margin: '0 0 4px' },
    link: { color: soft, textDecoration: 'underline' },
  } as const
}

/** The sheet for readers whose screen is dark. A preview has its colours already, and pages allow no sheet of a mail's. */
export const SHEET = `@media (prefers-color-scheme: dark) {
  .m-page { background-color: ${DARK.page} !important; }
  .m-card { background-color: ${DARK.card} !important; border-color: ${DARK.line} !important; }
  .m-ink { color: ${DARK.ink} !important; }
  .m-soft { color: ${DARK.soft} !important; }
  .m-line { border-color: ${DARK.line} !important; }
  .m-button { background-color: ${DARK.button} !important; color: ${DARK.onButton} !important; }
}`
