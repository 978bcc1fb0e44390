import { unusableVersion } from './refusals.ts'
import { type ContractTerms, contractTerms, type ParsedTerms } from './schema.ts'

/** Terms as they will be kept, or a refusal that names the first field that is wrong. */
export function parseTerms(terms: ContractTerms | unknown): ParsedTerms {
  const parsed = contractTerms.safeParse(terms)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw unusableVersion(issue?.message ?? 'The terms are not usable.', issue?.path.join('.') ?? '')
}
