/** What a person is trusted with. Sellers' people have no place in the console. */
export const ROLES = ['admin', 'approver', 'operator', 'treasury', 'support', 'analyst', 'auditor', 'seller'] as const
export type Role = (typeof ROLES)[number]

/** Whoever has a place in the console sees it all; what they may do differs. */
const EVERYBODY = ['admin', 'approver', 'operator', 'treasury', 'support', 'analyst', 'auditor'] as const

/** Every permission of the product and who holds it: pages, actions, handlers and tools ask here and nowhere else. */
export const PERMISSIONS = {
  'today.read': EVERYBODY,
  'approvals.read': EVERYBODY,
  'approvals.decide': ['approver'],
  'approvals.retry': ['approver', 'operator'],
  'transfers.reverse': ['approver', 'operator'],
  'settlements.read': EVERYBODY,
  'settlements.work': ['operator'],
  'tickets.read': EVERYBODY,
  'tickets.work': ['operator', 'treasury', 'support'],
  'inbox.read': EVERYBODY,
  'inbox.work': ['operator', 'treasury', 'support'],
  'messages.read': EVERYBODY,
  'messages.work': ['admin', 'operator', 'treasury'],
  'payouts.read': EVERYBODY,
  'payouts.work': ['operator', 'treasury'],
  'payouts.explain': ['operator', 'treasury', 'support'],
  'variances.read': EVERYBODY,
  'variances.work': ['operator', 'treasury'],
  'disputes.read': EVERYBODY,
  'disputes.work': ['operator', 'treasury'],
  'runs.read': EVERYBODY,
  'runs.work': ['operator', 'treasury'],
  'adjustments.read': EVERYBODY,
  'adjustments.work': ['operator', 'approver'],
  'contracts.read': EVERYBODY,
  'contracts.write': ['admin', 'operator'],
  'ledger.read': EVERYBODY,
  'journals.work': ['operator', 'approver', 'treasury'],
  'ledger.verify': ['admin', 'approver', 'operator', 'treasury'],
  'bank.read': EVERYBODY,
  'bank.work': ['operator', 'treasury'],
  'close.read': EVERYBODY,
  'close.work': ['operator', 'approver', 'treasury'],
  'day.sign': ['approver', 'operator', 'treasury'],
  'analytics.read': EVERYBODY,
  'forecast.read': EVERYBODY,
  'assistant.ask': EVERYBODY,
  'sellers.read': EVERYBODY,
  'sellers.hold': ['approver', 'operator'],
  'sellers.view_as': ['admin', 'operator', 'support'],
  'sellers.invite': ['admin', 'operator'],
  'onboarding.read': EVERYBODY,
  'onboarding.work': ['admin', 'operator'],
  'onboarding.review': ['approver', 'operator'],
  'onboarding.settings': ['admin', 'approver'],
  'health.read': EVERYBODY,
  'health.work': ['operator', 'approver', 'treasury', 'support'],
  'health.settings': ['admin', 'approver'],
  'events.read': ['admin', 'operator', 'treasury', 'support', 'analyst', 'auditor'],
  'events.replay': ['admin', 'operator'],
  'backfill.read': EVERYBODY,
  'backfill.run': ['admin', 'operator'],
  'cutover.read': EVERYBODY,
  'cutover.work': ['admin', 'operator'],
  'audit.read': EVERYBODY,
  'policies.read': EVERYBODY,
  'policies.manage': ['admin', 'operator'],
  'settings.read': EVERYBODY,
  'settings.manage': ['admin'],
  'people.manage': ['admin'],
  'keys.manage': ['admin'],
  'self.manage': EVERYBODY,
  'exports.read': EVERYBODY,
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof PERMISSIONS

/** Whether one of these roles holds the permission. */
export function holds(roles: readonly Role[], permission: Permission): boolean {
  const allowed: readonly Role[] = PERMISSIONS[permission]
  return roles.some((role) => allowed.includes(role))
}
