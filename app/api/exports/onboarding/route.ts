import { defineRoute } from '#lib/access/define-route.ts'
import { exportOnboardings, ONBOARDING_HEADER } from '#lib/onboarding/export-onboardings.ts'
import { onboardingFilter } from '#lib/onboarding/schema.ts'
import { tableResponse } from '#lib/platform/table-response.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor }) => {
    const filter = onboardingFilter.parse(Object.fromEntries(new URL(request.url).searchParams))
    return tableResponse(request, 'onboarding', ONBOARDING_HEADER, exportOnboardings(actor, filter))
  },
})
