import type { Entity } from '#lib/entities/entity.ts'
import { env } from '#lib/platform/env.ts'
import { addPerson } from './add-person.ts'

/** The people of the demo. They exist only with the embedded sandbox's key. */
export const DEMO_PEOPLE = [
  { email: 'admin@demo.test', name: 'Ada Admin', role: 'admin' },
  { email: 'approver@demo.test', name: 'Priya Approver', role: 'approver' },
  { email: 'approver2@demo.test', name: 'Marc Approver', role: 'approver' },
  { email: 'operator@demo.test', name: 'Olu Operator', role: 'operator' },
  { email: 'treasury@demo.test', name: 'Tove Treasury', role: 'treasury' },
  { email: 'support@demo.test', name: 'Sami Support', role: 'support' },
  { email: 'analyst@demo.test', name: 'Ana Analyst', role: 'analyst' },
  { email: 'auditor@demo.test', name: 'Audra Auditor', role: 'auditor' },
] as const

export const DEMO_PASSWORD = 'demo-tieout'

/** Makes the demo's people once. */
export async function ensureDemoPeople(entity: Entity, at: Date): Promise<void> {
  if (!env.isDemo) throw new Error('Demo people exist only with the embedded sandbox.')
  await Promise.all(
    DEMO_PEOPLE.map((person) => addPerson({ ...person, entity, password: DEMO_PASSWORD, isRepeatable: true, at })),
  )
}
