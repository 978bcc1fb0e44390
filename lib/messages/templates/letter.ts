/** What a mail says, before it has a form: both its parts, text and HTML, are made of this alone, so neither knows more. */
export type Block =
  /** A paragraph; its line breaks are kept. */
  | { readonly kind: 'text'; readonly text: string }
  /** Figures with their names, line by line. */
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  /** One address of ours. Nothing that came from outside is ever one. */
  | { readonly kind: 'button'; readonly label: string; readonly href: string }

export type Fact = { readonly label: string; readonly value: string }

export type Letter = {
  readonly subject: string
  readonly blocks: readonly Block[]
  /** The text part where it is somebody's exact words, of which the blocks are made. */
  readonly text?: string
}

/** The letter as plain text: it is what a person approves and what stays in the outbox. */
export const textOf = ({ blocks, text }: Letter): string => text ?? blocks.map(textOfBlock).join('\n\n')

function textOfBlock(block: Block): string {
  if (block.kind === 'text') return block.text
  if (block.kind === 'button') return block.href
  return block.facts.map(({ label, value }) => `- ${label}: ${value}`).join('\n')
}

const FACT = /^- (.{1,200}?): (.{1,200})$/

/**
 * Words that a person or another room wrote, as blocks: empty lines part paragraphs, and lines `- name: figure` are facts. Of
 * these blocks the text part says nothing that the words do not say.
 */
export function blocksOf(words: string): Block[] {
  return words
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .flatMap(blocksOfParagraph)
}

function blocksOfParagraph(paragraph: string): Block[] {
  const lines = paragraph.split('\n')
  const first = lines.findIndex((line) => FACT.test(line))
  const facts = lines.slice(first).map((line) => FACT.exec(line))
  if (first === -1 || facts.some((fact) => fact === null)) return [{ kind: 'text', text: paragraph }]
  const lead = lines.slice(0, first).join('\n')
  return [
    ...(lead === '' ? [] : [{ kind: 'text', text: lead } as const]),
    { kind: 'facts', facts: facts.map((fact) => ({ label: fact?.[1] ?? '', value: fact?.[2] ?? '' })) },
  ]
}
