import { z } from 'zod'

/** What scripts/first-data.ts tells at its end. */
export const firstDataSchema = z.object({
  people: z.array(z.string()).optional(),
  password: z.string().optional(),
  setupLink: z.string().optional(),
  problem: z.string().optional(),
})

/** Who can sign in, in words; nothing once somebody can. */
export function welcome({ people, password, setupLink }: z.infer<typeof firstDataSchema>): string[] {
  return [
    ...(people === undefined ? [] : [`Sign in as ${people.join(', ')}`, `Password: ${password}`]),
    ...(setupLink === undefined ? [] : [`First sign-in (the link works once): ${setupLink}`]),
  ]
}
