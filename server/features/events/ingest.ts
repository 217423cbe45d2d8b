/** Takes events, conversions and answers in: channel and campaign found, clocks corrected, forgotten people kept out, everything once. */
import type { Added, AnswerInput, ConversionInput, EventInput, RefundInput } from '../../../contract/events.ts'
import { say, type Sentence } from '../../../contract/sentence.ts'
import { newId } from '../../database/ids.ts'
import type { Services } from '../../services.ts'
import { findClick, listCampaigns } from '../links/index.ts'
import { readVisit } from './channel.ts'
import { clockOff, placeInTime } from './clock.ts'
import { conversionId, idOf, lonelyVisitor, refundId } from './identity.ts'
import { insertEvents, listForgotten, type NewEvent, type Scope } from './store/events.ts'
import { insertRefunds, type NewRefund, settleOrders } from './store/refunds.ts'
import { insertAnswers } from './store/survey.ts'

export type Taken = { kind: 'added'; added: Added } | { kind: 'refused'; words: Sentence; where: string }

const blank = { campaignId: null, linkId: null, postId: null, accountId: null, region: null, name: null, value: null, currency: null }

const refuseTime = (kind: 'ahead' | 'too-old', at: string, where: string): Taken => ({
  kind: 'refused',
  where,
  words: say(`events:problem.${kind === 'ahead' ? 'ahead' : 'tooOld'}`, { at }),
})

const campaignIds = async (services: Services, scope: Scope): Promise<Map<string, string>> =>
  new Map((await listCampaigns(services.database.db, scope)).map(({ key, id }) => [key, id]))

const save = async (services: Services, scope: Scope, events: NewEvent[], how: { source: string; skewMs: number }): Promise<Taken> => {
  const { db } = services.database
  const forgotten = await listForgotten(
    db,
    scope,
    events.map(({ visitor }) => visitor),
  )
  const kept = events.filter(({ visitor }) => !forgotten.has(visitor))
  const added = await insertEvents(db, scope, kept, { ...how, now: services.now() })
  return {
    kind: 'added',
    added: {
      added,
      repeated: kept.length - added,
      forgotten: events.length - kept.length,
      clockOffSeconds: how.skewMs === 0 ? null : Math.round(how.skewMs / 1000),
    },
  }
}

/** All of them or, when one is impossible, none. */
export const takeEvents = async (
  services: Services,
  scope: Scope,
  told: { events: EventInput[]; sentAt?: string | undefined },
  source: string,
): Promise<Taken> => {
  const now = services.now()
  const skewMs = clockOff(told.sentAt, now)
  const campaigns = await campaignIds(services, scope)
  const events: NewEvent[] = []
  for (const [index, event] of told.events.entries()) {
    const moment = placeInTime(event.at, skewMs, now)
    if (moment.kind !== 'fine') return refuseTime(moment.kind, event.at, `events.${index}.at`)
    const visit = readVisit(event.page, event.referrer)
    const click = visit.clickId === null ? null : await findClick(services.database.db, scope, visit.clickId)
    const channel = event.channel ?? click?.channel ?? visit.channel
    // A page opened from the site itself is no touch of any channel.
    if (channel === null) continue
    const campaign = (event.campaign ?? visit.campaign)?.toLowerCase()
    events.push({
      ...blank,
      visitor: event.visitor,
      // Without an id of its own, what it says is its name; by the sender's clock, so that it is the same when it is sent again.
      id: event.id === undefined ? idOf('touch', event.visitor, event.at, channel, event.page ?? '') : idOf('event', event.id),
      kind: 'touch',
      at: moment.at,
      channel,
      campaignId: click?.campaignId ?? (campaign === undefined ? null : (campaigns.get(campaign) ?? null)),
      linkId: click?.linkId ?? null,
      postId: click?.postId ?? null,
      accountId: click?.accountId ?? null,
      region: event.region ?? null,
    })
  }
  return save(services, scope, events, { source, skewMs })
}

export const takeConversions = async (
  services: Services,
  scope: Scope,
  told: { conversions: ConversionInput[]; sentAt?: string | undefined },
  source: string,
): Promise<Taken> => {
  const now = services.now()
  const skewMs = clockOff(told.sentAt, now)
  const events: NewEvent[] = []
  for (const [index, conversion] of told.conversions.entries()) {
    const moment = placeInTime(conversion.at, skewMs, now)
    if (moment.kind !== 'fine') return refuseTime(moment.kind, conversion.at, `conversions.${index}.at`)
    if (conversion.value !== null && conversion.currency === null)
      return { kind: 'refused', where: `conversions.${index}.currency`, words: say('events:problem.noCurrency', { id: conversion.id }) }
    events.push({
      ...blank,
      visitor: conversion.visitor ?? lonelyVisitor(conversion.id),
      id: conversionId(conversion.id),
      kind: 'conversion',
      at: moment.at,
      channel: null,
      region: conversion.region ?? null,
      name: conversion.name,
      value: conversion.value,
      currency: conversion.currency,
    })
  }
  const taken = await save(services, scope, events, { source, skewMs })
  // A refund may have been waiting for its order.
  await settleOrders(
    services.database.db,
    scope,
    events.map(({ id }) => id),
  )
  return taken
}

/** Keeps refunds, and takes them off the orders that are known; the others wait for theirs. All of them or, when one is impossible, none. */
export const takeRefunds = async (
  services: Services,
  scope: Scope,
  told: { refunds: RefundInput[]; sentAt?: string | undefined },
  source: string,
  /** When the sender said it, where that is not when the money went back. */
  toldAt?: Date | null,
): Promise<Taken> => {
  const now = services.now()
  const skewMs = clockOff(told.sentAt, now)
  const refunds: NewRefund[] = []
  for (const [index, refund] of told.refunds.entries()) {
    const moment = placeInTime(refund.at, skewMs, now)
    if (moment.kind !== 'fine') return refuseTime(moment.kind, refund.at, `refunds.${index}.at`)
    if (refund.amount !== null && refund.amount > 0 && refund.currency === null)
      return { kind: 'refused', where: `refunds.${index}.currency`, words: say('events:problem.refundCurrency', { id: refund.id }) }
    refunds.push({
      id: refundId(refund.order, refund.id),
      conversionId: conversionId(refund.order),
      order: refund.order,
      amount: refund.amount,
      currency: refund.currency,
      isTotal: refund.total,
      at: moment.at,
      toldAt: toldAt ?? moment.at,
    })
  }
  const { db } = services.database
  const added = await insertRefunds(db, scope, refunds, { source, now })
  await settleOrders(
    db,
    scope,
    refunds.map((refund) => refund.conversionId),
  )
  return {
    kind: 'added',
    added: { added, repeated: refunds.length - added, forgotten: 0, clockOffSeconds: skewMs === 0 ? null : Math.round(skewMs / 1000) },
  }
}

export const takeAnswers = async (
  services: Services,
  scope: Scope,
  answers: AnswerInput[],
  source: string,
): Promise<{ added: number; repeated: number }> => {
  const now = services.now()
  const named = answers.flatMap(({ visitor }) => (visitor === null ? [] : [visitor]))
  const forgotten = await listForgotten(services.database.db, scope, named)
  const kept = answers.filter(({ visitor }) => visitor === null || !forgotten.has(visitor))
  const added = await insertAnswers(
    services.database.db,
    scope,
    kept.map((answer) => ({
      // One answer an order or a visitor; one without either is its own.
      id:
        answer.id !== undefined
          ? idOf('answer', scope.brandId, answer.id)
          : answer.conversion !== null
            ? idOf('answer', scope.brandId, 'order', answer.conversion)
            : answer.visitor !== null
              ? idOf('answer', scope.brandId, 'visitor', answer.visitor)
              : newId(),
      visitor: answer.visitor,
      conversionId: answer.conversion === null ? null : conversionId(answer.conversion),
      choice: answer.choice,
      words: answer.words === '' ? null : answer.words,
      knownOrigin: answer.knownOrigin,
      at: answer.at === undefined ? now : new Date(answer.at),
    })),
    source,
  )
  return { added, repeated: kept.length - added }
}
