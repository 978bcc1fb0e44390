import { Facts } from '#components/ui/facts.tsx'
import type { MeaningStanding, SearchStanding as Standing } from '#lib/assistant/retrieval/document-model.ts'
import { MeaningButton } from './meaning-button.tsx'

type SearchStandingProps = { readonly standing: Standing; readonly mayManage: boolean }

/** How passages are found here, and what is not done, with the reason. */
export function SearchStanding({ standing: { corrects, meaning }, mayManage }: SearchStandingProps) {
  return (
    <div className="flex flex-col items-start gap-3">
      <Facts
        facts={[
          { label: 'By words', value: 'English stems and words as written; titles and headings count more' },
          {
            label: 'Mistyped words',
            value: corrects
              ? 'corrected from the words of policies and help'
              : 'not corrected: the database lacks pg_trgm',
          },
          {
            label: 'By meaning',
            value:
              meaning === null
                ? 'not compared: OPENAI_EMBEDDING_MODEL is not set, and nothing is sent'
                : wordsOf(meaning),
          },
        ]}
      />
      {meaning !== null && mayManage ? <MeaningButton isStopped={meaning.state === 'stopped'} /> : null}
    </div>
  )
}

function wordsOf({ model, state, done, total, error }: MeaningStanding): string {
  const far = `${done} of ${total} passages, by ${model}`
  if (state === 'failed') return `${far}. ${error} It is tried again within five minutes.`
  if (state === 'stopped') return `${far}; stopped`
  return state === 'running' ? `${far}; going on` : far
}
