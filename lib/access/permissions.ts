/** What a person is trusted with. Sellers' people have no place in the console. */
export const ROLES = ['admin', 'approver', 'operator', 'analyst', 'seller'] as const
export type Role = (typeof ROLES)[number]

/** Every permission of the product and who holds it: pages, actions, handlers and tools ask here and nowhere else. */
export const PERMISSIONS = {
  'today.read': ['admin', 'approver', 'operator', 'analyst'],
  'approvals.read': ['admin', 'approver', 'operator', 'analyst'],
  'approvals.decide': ['approver'],
  'approvals.retry': ['approver', 'operator'],
  'transfers.reverse': ['approver', 'operator'],
  'settlements.read': ['admin', 'approver', 'operator', 'analyst'],
  'settlements.work': ['operator'],
  'tickets.read': ['admin', 'approver', 'operator', 'analyst'],
  'tickets.work': ['operator'],
  'messages.read': ['admin', 'approver', 'operator', 'analyst'],
  'messages.work': ['admin', 'operator'],
  'payouts.read': ['admin', 'approver', 'operator', 'analyst'],
  'runs.read': ['admin', 'approver', 'operator', 'analyst'],
  'runs.work': ['operator'],
  'adjustments.read': ['admin', 'approver', 'operator', 'analyst'],
  'adjustments.work': ['operator', 'approver'],
  'contracts.read': ['admin', 'approver', 'operator', 'analyst'],
  'contracts.write': ['admin', 'operator'],
  'ledger.read': ['admin', 'approver', 'operator', 'analyst'],
  'journals.work': ['operator', 'approver'],
  'ledger.verify': ['admin', 'approver', 'operator'],
  'sellers.read': ['admin', 'approver', 'operator', 'analyst'],
  'sellers.hold': ['approver', 'operator'],
  'events.read': ['admin', 'operator', 'analyst'],
  'events.replay': ['admin', 'operator'],
  'backfill.read': ['admin', 'approver', 'operator', 'analyst'],
  'backfill.run': ['admin', 'operator'],
  'cutover.read': ['admin', 'approver', 'operator', 'analyst'],
  'cutover.work': ['admin', 'operator'],
  'audit.read': ['admin', 'approver', 'operator', 'analyst'],
  'settings.read': ['admin', 'approver', 'operator', 'analyst'],
  'settings.manage': ['admin'],
  'people.manage': ['admin'],
  'self.manage': ['admin', 'approver', 'operator', 'analyst'],
  'exports.read': ['admin', 'approver', 'operator', 'analyst'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof PERMISSIONS

/** Whether one of these roles holds the permission. */
export function holds(roles: readonly Role[], permission: Permission): boolean {
  const allowed: readonly Role[] = PERMISSIONS[permission]
  return roles.some((role) => allowed.includes(role))
}
