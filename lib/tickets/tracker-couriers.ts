import { z } from 'zod'
import type { Entity } from '#lib/entities/entity.ts'
import type { Courier, Couriers, Delivered, Delivery, Outgoing } from '#lib/messages/courier.ts'
import type { Answer, NewIssue, RemoteCategory, Tracker } from '#lib/messages/trackers/tracker.ts'
import { read, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { keepRemote, noteRemote, remoteOf } from './remote.ts'

const newIssue = z.object({
  ticketId: z.string(),
  title: z.string(),
  text: z.string(),
  priority: z.enum(['low', 'normal', 'high', 'urgent']),
  dueOn: z.string(),
})
const category = z.enum(['open', 'in_progress', 'done'])

/** How tickets, comments and statuses get into the operators' own system. */
export function trackerCouriers(entity: Entity, tracker: Tracker): Couriers {
  const issueOf = (message: Outgoing): NewIssue => newIssue.parse(JSON.parse(message.body))
  const there = (message: Outgoing) => read(SYSTEM(entity), (tx) => remoteOf(tx, message.subjectId))

  const create: Courier = {
    send: async (message) =>
      deliveryOf(await tracker.create(issueOf(message), message.onceKey), (issue) => ({
        remoteId: issue.key,
        remoteUrl: issue.url,
        record: (tx, at) => keepRemote(tx, message.subjectId, tracker.name, issue, at),
      })),
    lookUp: async (message) => {
      const found = await tracker.findCreated(issueOf(message), message.onceKey, message.createdAt)
      return foundBy(found, (issue) => ({
        remoteId: issue.key,
        remoteUrl: issue.url,
        record: (tx: Sql, at: Date) => keepRemote(tx, message.subjectId, tracker.name, issue, at),
      }))
    },
    lookUpAfterMs: tracker.searchLagMs,
  }
  const comment: Courier = {
    send: async (message) => {
      const remote = await there(message)
      if (remote === null) return NOT_THERE_YET
      return deliveryOf(await tracker.comment(remote.remoteId, message.body, message.onceKey), ({ id }) => ({
        remoteId: id,
        remoteUrl: remote.url,
      }))
    },
    lookUp: async (message) => {
      const remote = await there(message)
      if (remote === null) return null
      return foundBy(await tracker.findComment(remote.remoteId, message.onceKey), ({ id }) => ({
        remoteId: id,
        remoteUrl: remote.url,
      }))
    },
    lookUpAfterMs: tracker.searchLagMs,
  }
  const move: Courier = {
    // Moving to where it is already does nothing, so a lost answer may be repeated.
    isIdempotent: true,
    send: async (message) => {
      const remote = await there(message)
      if (remote === null) return NOT_THERE_YET
      const to: RemoteCategory = category.parse(message.body)
      return deliveryOf(await tracker.moveTo(remote.remoteId, to), (issue) => ({
        remoteId: issue.key,
        remoteUrl: issue.url,
        record: (tx, at) => noteRemote(tx, message.subjectId, issue, at),
      }))
    },
  }
  return { 'ticket.create': create, 'ticket.comment': comment, 'ticket.state': move }
}

const NOT_THERE_YET: Delivery = { outcome: 'retry', message: 'The ticket itself has not arrived there yet.' }

type Told = Omit<Delivered, 'outcome' | 'requestId'>

function deliveryOf<T>(answer: Answer<T>, told: (value: T) => Told): Delivery {
  if (answer.outcome !== 'ok') return answer
  return { ...told(answer.value), outcome: 'delivered', requestId: answer.requestId }
}

/** Null when it is surely not there; throws when the other side could not tell. */
function foundBy<T>(answer: Answer<T | null>, told: (value: T) => Told): Delivered | null {
  if (answer.outcome !== 'ok') throw new Error(`the look-up failed: ${answer.message}`)
  if (answer.value === null) return null
  return { ...told(answer.value), outcome: 'delivered', requestId: answer.requestId }
}
