/** What was asked. */
export function Question({ words }: { readonly words: string }) {
  return (
    <div data-question className="ml-8 self-end rounded-lg bg-accent-tint px-3 py-2">
      <h2 className="sr-only">Question</h2>
      <p className="whitespace-pre-line break-words">{words}</p>
    </div>
  )
}
