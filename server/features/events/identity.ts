/** Ids that make events safe to send twice, and the hash by which a forgotten person is recognised without being known. */
import { createHash, createHmac } from 'node:crypto'

/** A UUID (version 8) from what names an event; the same name gives the same id. */
export const idOf = (...parts: string[]): string => {
  const bytes = createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16)
  bytes.writeUInt8(0x80 | ((bytes[6] as number) & 0x0f), 6)
  bytes.writeUInt8(0x80 | ((bytes[8] as number) & 0x3f), 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Of an order: the same whichever way it is told. */
export const conversionId = (order: string): string => idOf('conversion', order)

/** Of a refund: its number is its order's own, so that two shops may count alike. */
export const refundId = (order: string, refund: string): string => idOf('refund', order, refund)

/** Visitors that stand for one order only, because nobody knows who bought. */
export const lonelyPrefix = 'order:'
export const lonelyVisitor = (order: string): string => `${lonelyPrefix}${conversionId(order)}`

export const personHash = (scope: { workspaceId: string; brandId: string }, visitor: string): Buffer =>
  createHmac('sha256', `athar/forgotten/${scope.workspaceId}/${scope.brandId}`).update(visitor).digest()
