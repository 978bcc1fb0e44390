import { TextLink } from '#components/ui/text-link.tsx'

export type TemplateRow = {
  readonly name: string
  readonly title: string
  readonly when: string
  /** What its readers may stop; empty for what is always sent. */
  readonly stops: string
  readonly version: number
}

type TemplateListProps = {
  readonly templates: readonly TemplateRow[]
  readonly current: string
  readonly hrefOf: (name: string) => string
}

/** Every template, with when it is sent and whether its readers may stop it. */
export function TemplateList({ templates, current, hrefOf }: TemplateListProps) {
  return (
    <ul className="flex flex-col">
      {templates.map(({ name, title, when, stops, version }) => (
        <li
          key={name}
          aria-current={name === current ? 'true' : undefined}
          className="flex flex-col gap-1 border-line border-t px-2 py-2 aria-[current]:bg-surface-raised"
        >
          <TextLink href={hrefOf(name)}>{title}</TextLink>
          <p className="text-ink-2 text-sm">{when}</p>
          <p className="text-ink-3 text-xs">
            {stops === '' ? 'always sent' : `may be stopped: ${stops}`} · version {version}
          </p>
        </li>
      ))}
    </ul>
  )
}
