/** What a page of the sandbox answers: a document, or the way on. */
export type HostedAnswer = { readonly status: number; readonly html: string } | { readonly location: string }

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text from outside, made harmless between tags and inside quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)

/** A whole document. `body` is trusted markup: whatever comes from outside went through `escapeHtml`. */
export const document = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`

const STYLE = `
:root { color-scheme: light dark; --line: color-mix(in srgb, CanvasText 18%, transparent); --accent: #4f46e5; }
* { box-sizing: border-box }
body { margin: 0; font: 14px/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText }
main { max-width: 1100px; margin: 0 auto; padding: 24px 16px 64px }
h1 { font-size: 22px; margin: 0 0 4px } h2 { font-size: 16px; margin: 28px 0 8px }
p.note { margin: 0 0 16px; opacity: .8 }
form.row, div.row { display: flex; flex-wrap: wrap; gap: 8px; align-items: end; margin: 8px 0 }
label { display: grid; gap: 2px; font-size: 13px }
input, select, button { font: inherit; min-height: 34px; padding: 4px 10px; border: 1px solid var(--line); border-radius: 6px; background: Canvas; color: inherit }
button { cursor: pointer; font-weight: 500 } button.primary { background: var(--accent); border-color: var(--accent); color: #fff }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: 13px }
th, td { text-align: left; padding: 5px 10px; border-bottom: 1px solid var(--line); white-space: nowrap }
tr:last-child td { border-bottom: 0 } td.number { text-align: right }
[role=status] { min-height: 1.5em; margin: 8px 0 }
code { font: 12px ui-monospace, monospace }
`
