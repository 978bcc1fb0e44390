import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PolicyText } from '#components/policies/policy-text.tsx'
import { UploadDialog } from '#components/policies/upload-dialog.tsx'
import { VersionList } from '#components/policies/version-list.tsx'
import { WithdrawButton } from '#components/policies/withdraw-button.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Page, Section, Split } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { AUDIENCE_WORDS } from '#lib/assistant/retrieval/document-model.ts'
import { readDocument } from '#lib/assistant/retrieval/read-documents.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Policy' }

export default async function PolicyPage({ params, searchParams }: PageProps<'/policies/[slug]'>) {
  const actor = await requirePermission('policies.read')
  const { slug } = await params
  const { version } = await searchParams
  const asked = typeof version === 'string' && /^\d{1,6}$/.test(version) ? Number(version) : null
  const found = await read(actor.scope, (tx) => readDocument(tx, slug, asked))
  if (found === null) notFound()
  const { document, shown, sections, versions } = found
  const mayManage = can(actor, 'policies.manage') && document.kind === 'policy'
  return (
    <Page>
      <PageHeader
        title={shown.title}
        aside={document.withdrawnAt === null ? null : <Pill tone="plain">withdrawn</Pill>}
        actions={
          mayManage ? (
            <>
              <WithdrawButton slug={slug} title={document.title} isWithdrawn={document.withdrawnAt !== null} />
              <UploadDialog of={document} />
            </>
          ) : null
        }
      >
        {document.kind === 'help'
          ? 'Help: it comes with Tieout and says what this version does.'
          : `${AUDIENCE_WORDS[shown.audience]}. Version ${shown.version} of ${shown.addedAt.slice(0, 10)}.`}
      </PageHeader>
      {document.withdrawnAt === null ? null : (
        <Banner tone="warn" title="This policy no longer applies">
          {`Withdrawn on ${document.withdrawnAt.slice(0, 10)}${found.withdrawnByName === '' ? '' : ` by ${found.withdrawnByName}`}: ${found.withdrawnWhy}`}
        </Banner>
      )}
      {shown.version === document.version ? null : (
        <Banner tone="warn" title="This is an older version">
          <TextLink href={`/policies/${slug}`}>{`Version ${document.version} applies`}</TextLink>
        </Banner>
      )}
      <Split
        aside={
          <>
            <Section title="On this page">
              <ul className="flex flex-col gap-2 text-sm">
                {sections
                  .filter(({ heading }) => heading !== '')
                  .map(({ anchor, heading }) => (
                    <li key={anchor}>
                      <TextLink href={`#${anchor}`}>{heading}</TextLink>
                    </li>
                  ))}
              </ul>
            </Section>
            {document.kind === 'help' ? null : (
              <Section title="Versions">
                <VersionList slug={slug} versions={versions} shown={shown.version} />
              </Section>
            )}
          </>
        }
      >
        <article className="flex flex-col gap-6">
          {sections.map(({ anchor, heading, level, body }) => (
            <section
              key={anchor}
              id={anchor}
              className="-mx-3 flex scroll-mt-20 flex-col gap-2 rounded-md px-3 py-1 target:bg-accent-tint"
            >
              {heading === '' ? null : level <= 2 ? (
                <h2 className="font-semibold text-lg">{heading}</h2>
              ) : (
                <h3 className="font-semibold text-base">{heading}</h3>
              )}
              <PolicyText label={heading || shown.title} text={body} />
            </section>
          ))}
        </article>
      </Split>
    </Page>
  )
}
