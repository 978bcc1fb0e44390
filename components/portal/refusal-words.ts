import { refusalIn } from './refusal-words-model.ts'

type Answer =
  | { readonly ok: boolean; readonly refusal?: { readonly code: string; readonly message: string } }
  | undefined

/** Why something was refused, in the language of the page around; without an answer, what stands for none. In the browser. */
export function refusalWords(answer: Answer, failed: string): string {
  const language = document.querySelector<HTMLElement>('div[lang], main[lang]')?.lang ?? 'en'
  return answer?.refusal === undefined ? failed : refusalIn(language, answer.refusal)
}
