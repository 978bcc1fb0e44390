import { z } from 'zod'
import { COMPONENT_KEYS, COMPONENTS, HEALTH_BAND_KEYS } from './components-model.ts'

const points = z.coerce.number().int('Whole points.').min(0, 'Not below zero.').max(100, 'Not over a hundred.')
const weights = z.object(
  Object.fromEntries(COMPONENT_KEYS.map((key) => [key, points.default(COMPONENTS[key].weight)])) as Record<
    (typeof COMPONENT_KEYS)[number],
    z.ZodDefault<typeof points>
  >,
)

/** The settings as they are stored and sent: weights come to a hundred, what is not kept weighs nothing. */
export const healthSettings = z
  .object({ weights, raiseAt: points, clearAt: points })
  .refine(({ weights: all }) => Object.values(all).reduce((sum, one) => sum + one, 0) === 100, {
    message: 'The weights must come to 100.',
    path: ['weights'],
  })
  .refine(({ weights: all }) => all.plan_trend === 0, {
    message: 'Nothing is kept about plans: it must weigh 0.',
    path: ['weights'],
  })
  .refine(({ raiseAt, clearAt }) => clearAt >= raiseAt + 5, {
    message: 'An alert must clear at least 5 points above where it is raised, or it flaps.',
    path: ['clearAt'],
  })

export const settingsInput = z.object({
  settings: healthSettings,
  note: z.string().trim().min(3, 'Say in a few words why.').max(500),
  /** The version that was seen when the form was opened. */
  seen: z.number().int().min(0),
})

export const healthBand = z.enum(HEALTH_BAND_KEYS)
