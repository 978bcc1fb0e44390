import Markdown, { type Components } from 'react-markdown'
import { OwnLink } from './own-link.tsx'
import { ownPath } from './own-path.ts'

/** What a model may use; everything else leaves its words and loses its shape. */
const ALLOWED = [
  'p',
  'strong',
  'em',
  'ul',
  'ol',
  'li',
  'code',
  'pre',
  'blockquote',
  'br',
  'h1',
  'h2',
  'h3',
  'h4',
  'a',
  'img',
]

const COMPONENTS: Components = {
  a: ({ href, children }) => <OwnLink href={href}>{children}</OwnLink>,
  img: ({ alt }) => <span className="text-ink-3">{`(image left out${alt ? `: ${alt}` : ''})`}</span>,
  h1: ({ children }) => <p className="font-semibold">{children}</p>,
  h2: ({ children }) => <p className="font-semibold">{children}</p>,
  h3: ({ children }) => <p className="font-semibold">{children}</p>,
  h4: ({ children }) => <p className="font-semibold">{children}</p>,
  ul: ({ children }) => <ul className="list-disc pl-5">{children}</ul>,
  ol: ({ children }) => <ol className="list-decimal pl-5">{children}</ol>,
  code: ({ children }) => <code className="rounded-sm bg-surface-sunken px-1 font-mono text-xs">{children}</code>,
  pre: ({ children }) => <pre className="whitespace-pre-wrap break-words">{children}</pre>,
  blockquote: ({ children }) => (
    <blockquote className="border-line-strong border-l-2 pl-3 text-ink-2">{children}</blockquote>
  ),
}

/** The words of an answer. No HTML, no image and no address outside the product comes through, whoever wrote it. */
export function AnswerText({ text }: { readonly text: string }) {
  return (
    <div className="flex min-w-0 flex-col gap-2 break-words">
      <Markdown
        skipHtml
        allowedElements={ALLOWED}
        unwrapDisallowed
        urlTransform={(url) => ownPath(url) ?? ''}
        components={COMPONENTS}
      >
        {text}
      </Markdown>
    </div>
  )
}
