import type { Route } from '../http/route.ts'
import { accountRoutes } from './accounts.ts'
import { applicationFeeRoutes } from './application-fees.ts'
import { balanceSettingsRoutes } from './balance-settings.ts'
import { buyerRoutes } from './buyers.ts'
import { checkoutRoutes } from './checkout.ts'
import { couponRoutes } from './coupons.ts'
import { creditNoteRoutes } from './credit-notes.ts'
import { customerBalanceRoutes } from './customer-balance.ts'
import { disputeRoutes } from './disputes.ts'
import { eventRoutes } from './events.ts'
import { invoiceDraftRoutes } from './invoice-drafts.ts'
import { previewRoutes } from './invoice-preview.ts'
import { invoiceRoutes } from './invoices.ts'
import { linkRoutes } from './links.ts'
import { moneyRoutes } from './money.ts'
import { paymentLinkRoutes } from './payment-links.ts'
import { paymentRoutes } from './payments.ts'
import { payoutRoutes } from './payouts.ts'
import { portalRoutes } from './portal.ts'
import { quoteRoutes } from './quotes.ts'
import { reportRoutes } from './reports.ts'
import { reviewRoutes } from './reviews.ts'
import { setupIntentRoutes } from './setup-intents.ts'
import { subscriptionItemRoutes } from './subscription-items.ts'
import { scheduleRoutes } from './subscription-schedules.ts'
import { subscriptionRoutes } from './subscriptions.ts'
import { taxIdRoutes } from './tax-ids.ts'
import { taxRateRoutes } from './tax-rates.ts'
import { testClockRoutes } from './test-clocks.ts'
import { topupRoutes } from './topups.ts'

/** Every call of the API that the sandbox answers. */
export const allRoutes: readonly Route[] = [
  ...accountRoutes,
  ...buyerRoutes,
  ...paymentRoutes,
  ...checkoutRoutes,
  ...paymentLinkRoutes,
  ...invoiceRoutes,
  ...invoiceDraftRoutes,
  ...previewRoutes,
  ...couponRoutes,
  ...creditNoteRoutes,
  ...customerBalanceRoutes,
  ...taxRateRoutes,
  ...taxIdRoutes,
  ...quoteRoutes,
  ...portalRoutes,
  ...setupIntentRoutes,
  ...scheduleRoutes,
  ...testClockRoutes,
  ...subscriptionRoutes,
  ...subscriptionItemRoutes,
  ...moneyRoutes,
  ...applicationFeeRoutes,
  ...balanceSettingsRoutes,
  ...payoutRoutes,
  ...topupRoutes,
  ...reviewRoutes,
  ...disputeRoutes,
  ...eventRoutes,
  ...linkRoutes,
  ...reportRoutes,
]
