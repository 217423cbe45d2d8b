/** Alerts: what Today says, by mail or signed webhook, at once or as one letter a day, each entry told once. */
import { z } from 'zod'
import { InBrand, procedure } from './procedure.ts'
import { Sentence } from './sentence.ts'
import { type Urgency, urgencies } from './today.ts'

const Step = z.enum(Object.keys(urgencies) as [Urgency, ...Urgency[]])

/** What is told: the steps of Today's order; at once (looked at every five minutes) or as one letter a day at `hour` in the brand's zone. */
export const AlertWish = z.object({
  steps: z.array(Step).min(1).max(20),
  mode: z.enum(['at-once', 'digest']),
  hour: z.int().min(0).max(23),
  language: z.enum(['en', 'ar']),
})
export type AlertWish = z.infer<typeof AlertWish>

export const Alert = AlertWish.extend({
  id: z.uuid(),
  kind: z.enum(['mail', 'webhook']),
  address: z.string(),
  /** Nothing is sent before this moment; what still stands then is told then. */
  mutedUntil: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
})
export type Alert = z.infer<typeof Alert>

/** `unknown`: the process ended while a mail was handed over; it is never sent again by itself. */
export const deliveryStates = ['waiting', 'sending', 'sent', 'refused', 'unknown'] as const
export const AlertDelivery = z.object({
  id: z.uuid(),
  alertId: z.uuid(),
  mode: z.enum(['at-once', 'digest', 'test']),
  state: z.enum(deliveryStates),
  attempts: z.int().min(0),
  /** Why it was refused or could not be handed over so far. */
  reason: Sentence.nullable(),
  entries: z.array(z.object({ what: Sentence, place: z.object({ page: z.string(), id: z.string().nullable() }) })),
  createdAt: z.iso.datetime(),
  sentAt: z.iso.datetime().nullable(),
})
export type AlertDelivery = z.infer<typeof AlertDelivery>

const tags = ['alerts']
const base = '/workspaces/{workspaceId}/brands/{brandId}/alerts'
const One = InBrand.extend({ alertId: z.uuid() })

export const alertsContract = {
  list: procedure
    .route({ method: 'GET', path: base, summary: 'One’s own mail alerts, and for managers the brand’s webhooks', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.object({ alerts: z.array(Alert), deliveries: z.array(AlertDelivery), mailReady: z.boolean() })),
  createMail: procedure
    .route({ method: 'POST', path: `${base}/mail`, summary: 'Have one’s own list of Today come by mail', tags })
    .meta({ can: 'read' })
    .input(InBrand.extend({ address: z.email().max(254), wish: AlertWish }))
    .output(Alert),
  createWebhook: procedure
    .route({
      method: 'POST',
      path: `${base}/webhooks`,
      summary: 'Have everyone’s list come by signed webhook; the secret is shown once',
      tags,
    })
    .meta({ can: 'manage-brands' })
    .input(InBrand.extend({ address: z.url({ protocol: /^https?$/ }).max(2000), wish: AlertWish }))
    .output(Alert.extend({ secret: z.string() })),
  change: procedure
    .route({ method: 'PUT', path: `${base}/{alertId}`, summary: 'Change what an alert tells, and when', tags })
    .meta({ can: 'read' })
    .input(One.extend({ wish: AlertWish }))
    .output(Alert),
  mute: procedure
    .route({ method: 'POST', path: `${base}/{alertId}/mute`, summary: 'Keep an alert quiet until a moment; null speaks again', tags })
    .meta({ can: 'read' })
    .input(One.extend({ until: z.iso.datetime().nullable() }))
    .output(Alert),
  test: procedure
    .route({ method: 'POST', path: `${base}/{alertId}/test`, summary: 'Send a trial, marked as one', tags })
    .meta({ can: 'read' })
    .input(One)
    .output(AlertDelivery),
  remove: procedure
    .route({ method: 'DELETE', path: `${base}/{alertId}`, summary: 'Remove an alert', tags })
    .meta({ can: 'read' })
    .input(One)
    .output(z.object({ removed: z.boolean() })),
}
