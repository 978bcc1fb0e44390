import { isVague } from './names-model.ts'

/** Who wrote, as far as their address says. */
export type Sender = {
  readonly address: string
  /** Sellers whose address, or whose person's address, it is. */
  readonly sellerIds: readonly string[]
  /** Payments of customers with this address, newest first, few. */
  readonly chargeIds: readonly string[]
  readonly isCustomer: boolean
  /** The mail failed the check of its sender: its address says nothing. */
  readonly isDoubtful: boolean
}

/** An object that a text names. */
export type Named = {
  readonly kind: 'charge' | 'dispute' | 'payout'
  readonly id: string
  /** As it stands in the text. */
  readonly name: string
  readonly sellerIds: readonly string[]
  /** Lower-case. */
  readonly buyerEmails: readonly string[]
}

export type Link = {
  readonly kind: string
  readonly id: string
  readonly sellerId: string
  /** Which rule found it, as a sentence. */
  readonly reason: string
  /** Percent. */
  readonly confidence: number
  readonly state: 'linked' | 'proposed'
}

/** From here on a rule links by itself; below, a person decides. */
const SURE = 75

const linkOf = (kind: string, id: string, sellerIds: readonly string[], reason: string, confidence: number): Link => ({
  kind,
  id,
  sellerId: sellerIds.length === 1 ? (sellerIds[0] ?? '') : '',
  reason,
  confidence,
  state: confidence >= SURE ? 'linked' : 'proposed',
})

/** A payment is proposed for a buyer who named none, when there are no more than so many. */
const GUESSES_MAX = 3

/** What a message leads to, each object once with its strongest reason. `payments`: the sender's own of late. */
export function linksOf(sender: Sender, named: readonly Named[], payments: readonly Named[]): Link[] {
  const links = [...sellerLinks(sender), ...named.map((object) => namedLink(sender, object))]
  const isPaymentKnown = links.some(({ kind, state }) => kind === 'charge' && state === 'linked')
  if (!isPaymentKnown) links.push(...guesses(sender, payments))
  const strongest = new Map<string, Link>()
  for (const link of links) {
    const key = `${link.kind} ${link.id}`
    if ((strongest.get(key)?.confidence ?? -1) < link.confidence) strongest.set(key, link)
  }
  return [...strongest.values()]
}

function sellerLinks({ sellerIds, isDoubtful }: Sender): Link[] {
  return sellerIds.map((id) => {
    if (isDoubtful)
      return linkOf('seller', id, [id], 'It bears the seller’s address, but failed the check of its sender.', 30)
    if (sellerIds.length > 1)
      return linkOf('seller', id, [id], 'It comes from an address that several sellers have.', 50)
    return linkOf('seller', id, [id], 'It comes from the seller’s address.', 90)
  })
}

function namedLink(sender: Sender, { kind, id, name, sellerIds, buyerEmails }: Named): Link {
  const link = (reason: string, confidence: number) => linkOf(kind, id, sellerIds, reason, confidence)
  if (sender.isDoubtful) return link(`It names ${name}, but failed the check of its sender.`, 30)
  const isTheirs = sellerIds.some((sellerId) => sender.sellerIds.includes(sellerId))
  const isBuyers = buyerEmails.includes(sender.address) || sender.chargeIds.includes(id)
  const sure = isVague(name) ? 60 : 95
  if (isBuyers) return link(`It names ${name} and comes from its buyer.`, sure)
  if (isTheirs) return link(`It names ${name} and comes from its seller.`, sure)
  return link(`It names ${name}, but comes from neither its buyer nor its seller.`, isVague(name) ? 20 : 40)
}

function guesses({ isDoubtful }: Sender, payments: readonly Named[]): Link[] {
  if (payments.length > GUESSES_MAX) return []
  const isOnly = payments.length === 1
  const reason = isOnly
    ? 'The only payment of this address in half a year.'
    : 'One of few payments of this address in half a year.'
  return payments.map(({ kind, id, sellerIds }) =>
    linkOf(kind, id, sellerIds, reason, isDoubtful ? 30 : isOnly ? 80 : 50),
  )
}
