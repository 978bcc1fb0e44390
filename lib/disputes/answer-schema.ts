import { z } from 'zod'
import { FILE_NAMES, WORD_MAX, WORD_NAMES } from './evidence-model.ts'

const disputeId = z.string().regex(/^(dp|du)_\w{3,100}$/, 'This is not the id of a dispute.')
const version = z.number().int().min(0)
const why = z.string().trim().min(3, 'Say why, so that whoever approves it knows.').max(2_000)

const words = z.partialRecord(
  z.enum(WORD_NAMES as [string, ...string[]]),
  z.string().max(WORD_MAX, 'This is too long.'),
)

export const saveWordsInput = z.object({ disputeId, version, words })

export const counterInput = z.object({
  disputeId,
  version,
  /** The documents that whoever asks saw. */
  fileIds: z.array(z.string().max(40)).max(50),
  isUnderstood: z.literal(true, 'Say that you know what cannot be undone.'),
})

export const acceptInput = z.object({
  disputeId,
  why,
  isUnderstood: z.literal(true, 'Say that you know what cannot be undone.'),
})

export const draftDocumentsInput = z.object({ disputeId })

export const removeFileInput = z.object({ disputeId, fileId: z.string().regex(/^dsf_[0-9a-z]{26}$/) })

export const tellSellerInput = z.object({
  disputeId,
  subject: z.string().trim().min(3, 'Write a subject.').max(200),
  body: z.string().trim().min(10, 'Write what the seller should know.').max(5_000),
})

export const evidenceField = z.enum(FILE_NAMES as [string, ...string[]])

/** The exact arguments of an answer: these words and these documents leave, or nothing. */
export const counterArguments = z.object({
  account: z.string(),
  disputeId: z.string(),
  chargeId: z.string(),
  words: z.record(z.string(), z.string()),
  files: z.array(z.object({ id: z.string(), field: z.string(), hash: z.string() })),
  /** The second stage: the bank decided for the buyer, and the network is asked once more. */
  isAppeal: z.boolean().default(false),
})
export type CounterArguments = z.infer<typeof counterArguments>

export const acceptArguments = z.object({ account: z.string(), disputeId: z.string(), chargeId: z.string() })
export type AcceptArguments = z.infer<typeof acceptArguments>
