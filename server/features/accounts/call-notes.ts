/** Gathers notes about calls in memory and writes them by the batch, so that no call waits for its note and no note can fail a call. */
import type { Logger } from 'pino'
import type { Database } from '../../database/open.ts'
import {
  addCalls,
  addFields,
  addNotices,
  type CallOutcome,
  callOutcomes,
  type HourOfCalls,
  type Notice,
  type NoticeKind,
  type SeenField,
} from './store/calls.ts'

interface About {
  workspaceId: string
  id: string
}
export interface CallNotes {
  noteCall: (account: About, call: { operation: string; outcome: CallOutcome; elapsedMs: number; at: Date }) => void
  noteNotice: (account: About, notice: { kind: NoticeKind; endpoint: string; what: string; at: Date }) => void
  /** Whether the fields of this endpoint were not yet looked at in this hour. */
  wantsFields: (account: About, endpoint: string, at: Date) => boolean
  noteFields: (account: About, seen: { endpoint: string; fields: string[]; at: Date }) => void
  /** Writes what was gathered. A database that is away is logged, and the notes are kept for the next time. */
  flush: () => Promise<void>
  close: () => Promise<void>
}

const hourMs = 3_600_000
const flushAfterMs = 5000
/** More than this is not kept in memory; a network that is called so often in five seconds is no network. */
const mostKept = 20_000

const hourOf = (at: Date) => new Date(Math.floor(at.getTime() / hourMs) * hourMs)
const none = Object.fromEntries(callOutcomes.map((outcome) => [outcome, 0])) as Record<CallOutcome, number>

/** Notes over one database. What is noted is written five seconds later, on `flush` and on `close`; a kill loses at most those seconds. */
export const openCallNotes = (database: Pick<Database, 'db'>, log: Logger): CallNotes => {
  let calls = new Map<string, HourOfCalls>()
  let notices = new Map<string, Notice>()
  let fields = new Map<string, SeenField>()
  /** Endpoints by the hour in which their fields were looked at. */
  const looked = new Map<string, number>()
  let timer: NodeJS.Timeout | null = null
  let flushing: Promise<void> = Promise.resolve()

  const write = async () => {
    const [hours, seen, names] = [[...calls.values()], [...notices.values()], [...fields.values()]]
    if (hours.length + seen.length + names.length === 0) return
    const kept = { calls, notices, fields }
    ;[calls, notices, fields] = [new Map(), new Map(), new Map()]
    try {
      await database.db.transaction().execute(async (trx) => {
        await addCalls(trx, hours)
        await addNotices(trx, seen)
        await addFields(trx, names)
      })
    } catch (error) {
      log.warn({ reason: error instanceof Error ? error.message : String(error) }, 'notes about calls not written')
      for (const hour of kept.calls.values()) add(hour)
      for (const [key, notice] of kept.notices) if (!notices.has(key)) notices.set(key, notice)
      for (const [key, field] of kept.fields) if (!fields.has(key)) fields.set(key, field)
    }
  }
  const flush = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    return (flushing = flushing.then(write))
  }
  const soon = () => {
    timer ??= setTimeout(() => void flush(), flushAfterMs).unref()
  }
  const add = (one: HourOfCalls) => {
    const key = `${one.workspaceId}/${one.accountId}/${one.operation}/${one.hour.getTime()}`
    const there = calls.get(key)
    if (there === undefined && calls.size >= mostKept) return
    if (there === undefined) calls.set(key, { ...one })
    else {
      for (const outcome of callOutcomes) there[outcome] += one[outcome]
      there.elapsedMs += one.elapsedMs
    }
    soon()
  }

  return {
    noteCall: ({ workspaceId, id }, { operation, outcome, elapsedMs, at }) =>
      add({ ...none, [outcome]: 1, workspaceId, accountId: id, operation, hour: hourOf(at), elapsedMs }),
    noteNotice: ({ workspaceId, id }, { kind, endpoint, what, at }) => {
      const key = `${workspaceId}/${id}/${kind}/${endpoint}/${what}`
      const there = notices.get(key)
      if (there === undefined && notices.size >= mostKept) return
      if (there === undefined) notices.set(key, { workspaceId, accountId: id, kind, endpoint, what, firstAt: at, lastAt: at })
      else there.lastAt = at
      soon()
    },
    wantsFields: ({ workspaceId, id }, endpoint, at) => {
      const key = `${workspaceId}/${id}/${endpoint}`
      const hour = hourOf(at).getTime()
      if (looked.get(key) === hour) return false
      if (looked.size >= mostKept) looked.clear()
      looked.set(key, hour)
      return true
    },
    noteFields: ({ workspaceId, id }, { endpoint, fields: names, at }) => {
      for (const field of names) {
        const key = `${workspaceId}/${id}/${endpoint}/${field}`
        if (!fields.has(key) && fields.size < mostKept) fields.set(key, { workspaceId, accountId: id, endpoint, field, firstAt: at })
      }
      soon()
    },
    flush,
    close: flush,
  }
}
