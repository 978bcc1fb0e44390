import { Facts } from '#components/ui/facts.tsx'
import { WORD_FIELDS, WORD_NAMES, type Words } from '#lib/disputes/evidence-model.ts'

/** The words of an answer, to read. */
export function SaidWords({ words }: { readonly words: Words }) {
  const said = WORD_NAMES.filter((name) => (words[name] ?? '') !== '')
  if (said.length === 0) return <p className="text-ink-2">Nothing was written.</p>
  return (
    <Facts
      facts={said.map((name) => ({
        label: WORD_FIELDS[name],
        value: <span className="whitespace-pre-wrap">{words[name]}</span>,
      }))}
    />
  )
}
