/** The words of a document as they were written: nothing in them is a link, an image or HTML. */
export function PolicyText({ text }: { readonly text: string }) {
  return <p className="max-w-prose whitespace-pre-line break-words">{text}</p>
}
