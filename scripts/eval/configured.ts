// Imports nothing of the product: whatever reads the environment reads it afterwards.
/** A model on a server of OpenAI's protocol, as the environment named it when the run began. */
export type Configured = {
  readonly apiKey: string | undefined
  readonly baseURL: string | undefined
  readonly id: string
}

/** Takes it out of the environment, so that the offline analyst answers until the model is asked by name. */
export function takeConfigured(environment: NodeJS.ProcessEnv): Configured | null {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL, OPENAI_MODEL: id = 'gpt-5-mini' } = environment
  delete environment.OPENAI_API_KEY
  delete environment.OPENAI_BASE_URL
  if (!apiKey && !baseURL) return null
  return { apiKey, baseURL, id }
}
