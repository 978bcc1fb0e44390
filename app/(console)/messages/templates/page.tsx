import type { Metadata } from 'next'
import { createLoader, parseAsStringLiteral } from 'nuqs/server'
import { MAIL_LOOKS } from '#components/messages/looks-model.ts'
import { MailPreview } from '#components/messages/mail-preview.tsx'
import { TemplateList } from '#components/messages/template-list.tsx'
import { LinkTabs } from '#components/ui/link-tabs.tsx'
import { Page, Section, Split } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { PORTAL_LOCALES } from '#lib/access/seller-model.ts'
import { drawSample } from '#lib/messages/draw-message.ts'
import { TEMPLATE_NAMES, templateOf, versionOf } from '#lib/messages/templates/catalogue.ts'
import { categoryName, mailCategory } from '#lib/messages/templates/categories-model.ts'

export const metadata: Metadata = { title: 'Mail templates' }

const LANGUAGES = { en: 'English', de: 'German', es: 'Spanish', fr: 'French', ja: 'Japanese' } as const
const loadQuery = createLoader({
  template: parseAsStringLiteral(TEMPLATE_NAMES).withDefault('payout_explained'),
  locale: parseAsStringLiteral(PORTAL_LOCALES).withDefault('en'),
  look: parseAsStringLiteral(MAIL_LOOKS).withDefault('light'),
})

export default async function TemplatesPage({ searchParams }: PageProps<'/messages/templates'>) {
  const { entity } = await requirePermission('messages.read')
  const asked = await loadQuery(searchParams)
  const { template, locale, look } = asked
  const hrefOf = (change: Partial<typeof asked>) =>
    `/messages/templates?${new URLSearchParams({ ...asked, ...change })}`
  const drawn = await drawSample(template, locale, entity.name)
  return (
    <Page>
      <PageHeader title="Mail templates">
        What each kind of mail looks like with sample data. Every mail leaves as text and HTML, without pictures from
        elsewhere.
      </PageHeader>
      <Split
        aside={
          <Section title="Templates">
            <TemplateList
              current={template}
              templates={TEMPLATE_NAMES.map((name) => {
                const { title, when, category } = templateOf(name)
                const stops = mailCategory(category)
                return {
                  ...{ name, title, when, version: versionOf(name) },
                  stops: stops === null ? '' : categoryName(stops, 'en'),
                }
              })}
              hrefOf={(name) => hrefOf({ template: TEMPLATE_NAMES.find((known) => known === name) ?? template })}
            />
          </Section>
        }
      >
        <Section title={templateOf(template).title}>
          <p className="pb-2">
            <span className="text-ink-3">Subject </span>
            <span lang={locale}>{drawn.subject}</span>
          </p>
          <LinkTabs
            label="Language"
            tabs={PORTAL_LOCALES.map((one) => ({
              href: hrefOf({ locale: one }),
              label: LANGUAGES[one],
              current: one === locale,
            }))}
          />
          <MailPreview {...drawn} look={look} hrefOf={(one) => hrefOf({ look: one })} />
        </Section>
      </Split>
    </Page>
  )
}
