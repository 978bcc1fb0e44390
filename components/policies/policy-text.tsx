import Markdown, { type Components } from 'react-markdown'
import { OwnLink } from '#components/assistant/own-link.tsx'
import { ownPath } from '#components/assistant/own-path.ts'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { splitTables } from './split-tables.ts'

/** What a document may use; everything else leaves its words and loses its shape. Headings are the page's. */
const ALLOWED = ['p', 'strong', 'em', 'ul', 'ol', 'li', 'code', 'pre', 'blockquote', 'br', 'a', 'img']

const COMPONENTS: Components = {
  a: ({ href, children }) => <OwnLink href={href}>{children}</OwnLink>,
  img: ({ alt }) => <span className="text-ink-3">{`(image left out${alt ? `: ${alt}` : ''})`}</span>,
  ul: ({ children }) => <ul className="flex list-disc flex-col gap-1 pl-5">{children}</ul>,
  ol: ({ children }) => <ol className="flex list-decimal flex-col gap-1 pl-5">{children}</ol>,
  code: ({ children }) => <code className="break-words font-mono text-sm">{children}</code>,
  pre: ({ children }) => (
    <pre className="whitespace-pre-wrap break-words rounded-md bg-surface-sunken px-3 py-2">{children}</pre>
  ),
  blockquote: ({ children }) => (
    <blockquote className="border-line-strong border-l-2 pl-3 text-ink-2">{children}</blockquote>
  ),
}

/** Inside a cell a paragraph would be one too many. */
const IN_CELL = ['strong', 'em', 'code', 'a']

const shared = {
  skipHtml: true,
  unwrapDisallowed: true,
  components: COMPONENTS,
  urlTransform: (url: string) => ownPath(url) ?? '',
} as const

/** The words of a document, its tables among them. No HTML, no image and no address outside the product comes through. */
export function PolicyText({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div className="flex min-w-0 flex-col gap-2.5 break-words">
      {splitTables(text).map((part) =>
        part.kind === 'text' ? (
          <div key={part.line} className="flex min-w-0 max-w-prose flex-col gap-2.5">
            <Markdown {...shared} allowedElements={ALLOWED}>
              {part.text}
            </Markdown>
          </div>
        ) : (
          <ScrollRegion key={part.line} label={`Table in ${label}`} className="rounded-md border border-line">
            <table className="w-full text-sm">
              <thead>
                <tr>
                  {part.head.map(({ column, text: words }) => (
                    <th key={column} scope="col" className="border-line border-b px-3 py-1.5 text-left font-medium">
                      <Cell text={words} />
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {part.rows.map(({ line, cells }) => (
                  <tr key={line} className="border-line border-b last:border-b-0">
                    {cells.map(({ column, text: words }) => (
                      <td key={column} className="min-w-24 px-3 py-1.5 align-top">
                        <Cell text={words} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        ),
      )}
    </div>
  )
}

const Cell = ({ text }: { readonly text: string }) => (
  <Markdown {...shared} allowedElements={IN_CELL}>
    {text}
  </Markdown>
)
