import { createOpenAI } from '@ai-sdk/openai'
import { AISDKError, APICallError, embedMany } from 'ai'
import { assertNoTransaction } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { keyMark } from './seal-vector.ts'

export type EmbeddingModel = {
  /** What its vectors are kept under: the model's name and the key's mark. */
  readonly id: string
  /** One vector per text, each of length 1. Refuses with a sentence when the server does not answer as it should. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<number[][]>
}

const RETRIES = 2

/** The model that turns text into vectors, or null: without its name nothing is ever sent. */
export function embeddingModel(): EmbeddingModel | null {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL, OPENAI_EMBEDDING_MODEL: name } = env
  if (name === undefined) return null
  const provider = createOpenAI({ apiKey: apiKey ?? 'none', ...(baseURL === undefined ? {} : { baseURL }) })
  const model = provider.embedding(name)
  return {
    id: `${name}/${keyMark()}`,
    embed: async (texts, signal) => {
      assertNoTransaction('the embedding server')
      const { embeddings } = await embedMany({
        model,
        values: [...texts],
        // Somebody who waits is not kept waiting by a second try.
        maxRetries: signal === undefined ? RETRIES : 0,
        ...(signal === undefined ? {} : { abortSignal: signal }),
      }).catch((error: unknown) => {
        throw failed(error)
      })
      return embeddings.map(toUnit)
    },
  }
}

function toUnit(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector)
  if (vector.length === 0 || vector.length > 8_192 || !Number.isFinite(length) || length === 0)
    throw unusable('a vector is empty, too long or no numbers')
  return vector.map((part) => part / length)
}

/** Never the server's own words: they may hold the key, or anything. */
function failed(error: unknown): Refusal {
  const cause = error instanceof Error && 'lastError' in error ? error.lastError : error
  if (!APICallError.isInstance(cause))
    return unusable(
      AISDKError.isInstance(cause) ? 'its answer is not a vector for each text' : 'it did not answer',
      error,
    )
  return unusable(
    cause.statusCode === undefined ? 'it did not answer' : `it answered with status ${cause.statusCode}`,
    error,
  )
}

const unusable = (why: string, cause?: unknown) =>
  new Refusal(
    { code: 'policies.no_embedding', status: 503, message: `The server of the embedding model is not usable: ${why}.` },
    { cause },
  )
