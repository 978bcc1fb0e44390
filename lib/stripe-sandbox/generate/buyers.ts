import type { World } from '../core/world.ts'
import { createCustomer } from '../objects/customer.ts'

const FIRST =
  'Amelia,Noah,Olivia,Liam,Hana,Yuki,Lena,Jonas,Mateo,Sofia,Priya,Arjun,Chloe,Ethan,Grace,Oskar,Ines,Theo'.split(',')
const LAST =
  'Baker,Nguyen,Schmidt,Tanaka,Okafor,Rossi,Patel,Keller,Murphy,Sato,Lindgren,Alvarez,Cohen,Weber,Hughes'.split(',')

/** Customers by the card they pay with, each with its payment method. */
export type Buyers = { paying: readonly Buyer[]; failing: readonly Buyer[] }
export type Buyer = { customer: string; card: string }

/** Of so many buyers, one also exists with a card that is declined. */
const FAILING_ONE_IN = 10

export function createBuyers(world: World, count: number): Buyers {
  const failing = Math.ceil(count / FAILING_ONE_IN)
  const of = (length: number, offset: number, card: string) =>
    Array.from({ length }, (_, index) => createBuyer(world, offset + index, card))
  return { paying: of(count, 0, 'pm_card_visa'), failing: of(failing, count, 'pm_card_chargeCustomerFail') }
}

function createBuyer(world: World, index: number, token: string): Buyer {
  const { name, email } = buyerName(index)
  const made = createCustomer(world, world.platform, { name, email, metadata: {}, defaultPaymentMethod: token })
  return { customer: made.id, card: made.invoice_settings.default_payment_method ?? token }
}

/** The name of the n-th buyer; names repeat only after every pair was used, addresses never. */
export function buyerName(index: number): { name: string; email: string } {
  const first = FIRST[index % FIRST.length] ?? 'Alex'
  const last = LAST[(index * 7 + Math.floor(index / FIRST.length)) % LAST.length] ?? 'Doe'
  return { name: `${first} ${last}`, email: `${first}.${last}.${index + 1}@buyers.example`.toLowerCase() }
}
