import { invalid } from '../core/failure.ts'
import { choice, object, required, text } from '../http/params.ts'
import { type Route, route } from '../http/route.ts'
import { createAccountLink } from '../objects/account-link.ts'

/** One-time addresses for sellers: onboarding, and the way into their own dashboard. */
export const linkRoutes: Route[] = [
  route(
    'POST',
    '/v1/account_links',
    {
      account: required(text),
      type: required(choice('account_onboarding', 'account_update')),
      return_url: text,
      refresh_url: text,
      collect: choice('currently_due', 'eventually_due'),
      collection_options: object({ fields: choice('currently_due', 'eventually_due'), future_requirements: text }),
    },
    ({ world, params }) => {
      const { id } = world.require('account', world.platform, params.account, 'account', 400)
      for (const name of ['return_url', 'refresh_url'] as const) {
        if (!/^https?:\/\//.test(params[name] ?? '')) throw invalid(`Not a valid URL`, name, 'url_invalid')
      }
      return createAccountLink(world, {
        account: id,
        returnUrl: params.return_url ?? '',
        refreshUrl: params.refresh_url ?? '',
      })
    },
  ),
  route('POST', '/v1/accounts/:id/login_links', {}, ({ world, ids }) => {
    const account = world.require('account', world.platform, ids[0] ?? '')
    if (account.controller?.stripe_dashboard?.type !== 'express') {
      throw invalid('Cannot create a login link for an account that has no Express Dashboard.', 'account')
    }
    return { object: 'login_link', created: world.now(), url: `${world.origin}/_hosted/dashboard/${account.id}` }
  }),
]
