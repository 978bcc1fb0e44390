import type { EpisodeKind } from './episodes.ts'
import { accountOf, type Stage } from './stage.ts'
import type { Tendencies } from './tendencies.ts'
import { plant } from './truth.ts'

const NOTES: Readonly<Record<EpisodeKind, { bad: string; innocent: string }>> = {
  volume_jump: { bad: 'Sells what will not be sent.', innocent: 'Sells much for a good reason.' },
  refund_burst: { bad: 'Gives back most of what it sold.', innocent: 'Takes one faulty article back.' },
  ticket_size: { bad: 'Sells at prices that are not its own.', innocent: 'Sells larger things for a week.' },
  cash_out: { bad: 'Keeps money back, and takes all of it out at once.', innocent: 'Was paused for some days.' },
  new_bank: { bad: 'Changes its bank, and takes everything out to it.', innocent: 'Has moved to another bank.' },
  shared_bank: {
    bad: 'Is paid out to another seller’s bank account, and takes everything out to it.',
    innocent: 'Belongs to the owner of another shop.',
  },
}

/** Writes into the answer key how every seller is inclined, and what it did for some days. */
export function tellOfTendencies(stage: Stage, { lives, episodes }: Tendencies): void {
  const { world } = stage
  for (const [key, { character }] of lives) {
    const account = accountOf(stage, key)
    const note = `A ${character} seller.`
    plant(world, {
      kind: 'tendency',
      class: character,
      note,
      account: world.platform,
      ids: { seller: account },
      amount: null,
      currency: null,
    })
  }
  for (const { kind, isInnocent, seller, partner, from, until } of episodes) {
    plant(world, {
      kind: 'tendency',
      class: isInnocent ? `innocent_${kind}` : kind,
      note: NOTES[kind][isInnocent ? 'innocent' : 'bad'],
      account: world.platform,
      ids: { seller: accountOf(stage, seller), ...(partner !== null && { partner: accountOf(stage, partner) }) },
      amount: null,
      currency: null,
      from,
      until,
    })
  }
}
