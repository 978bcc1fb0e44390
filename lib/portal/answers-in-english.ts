import { hasModel } from '#lib/assistant/models/choose-model.ts'

/** Whether answers come in English alone: the analyst without a model reads no other language. */
export const answersInEnglish = (): boolean => !hasModel()
