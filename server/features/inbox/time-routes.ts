/** Routes of engagement time: hours, sessions, blocks, and trials of what it earned. */
import { Temporal } from 'temporal-polyfill'
import { say } from '../../../contract/sentence.ts'
import { newId } from '../../database/ids.ts'
import { refusal } from '../../say.ts'
import { listAccounts } from '../accounts/index.ts'
import { findBrand } from '../team/index.ts'
import { api } from './api.ts'
import { readBlockTimes, readTrials } from './read-time.ts'
import * as around from './store/around.ts'
import * as store from './store/time.ts'
import { dayAt, drawCoins } from './trial.ts'

export const timeHandlers = {
  hours: api.hours.handler(({ context, input }) => around.sumHours(context.services.database.db, input, input)),
  sessions: api.sessions.handler(({ context, input }) => around.listSessions(context.services.database.db, input)),
  correctSession: api.correctSession.handler(async ({ context, input, errors }) => {
    const corrected = await around.correctSession(context.services.database.db, input, input.sessionId, input.minutes)
    if (!corrected) throw errors.NOT_FOUND()
    return { corrected }
  }),
  blocks: api.blocks.handler(({ context, input }) => store.listBlocks(context.services.database.db, input)),
  addBlock: api.addBlock.handler(async ({ context, input, errors }) => {
    const db = context.services.database.db
    const { workspaceId: _, brandId: __, ...block } = input
    const known = (await listAccounts(db, input)).some(({ id }) => id === block.accountId)
    if (block.accountId !== null && !known) throw errors.BAD_INPUT(refusal(say('calendar:problem.account'), 'accountId'))
    return { ...block, id: await store.insertBlock(db, input, block) }
  }),
  removeBlock: api.removeBlock.handler(async ({ context, input, errors }) => {
    if (!(await store.deleteBlock(context.services.database.db, input, input.blockId))) throw errors.NOT_FOUND()
    return { removed: true as const }
  }),
  blockTimes: api.blockTimes.handler(async ({ context, input, errors }) => {
    const times = await readBlockTimes(context.services, input, { from: new Date(input.from), to: new Date(input.to) })
    if (times === null) throw errors.NOT_FOUND()
    return times
  }),
  trials: api.trials.handler(async ({ context, input, errors }) => {
    const trials = await readTrials(context.services, input)
    if (trials === null) throw errors.NOT_FOUND()
    return trials
  }),
  startTrial: api.startTrial.handler(async ({ context, input, errors }) => {
    const { database, now } = context.services
    const db = database.db
    const brand = await findBrand(db, input.workspaceId, input.brandId)
    if (brand === null) throw errors.NOT_FOUND()
    if (!(await listAccounts(db, input)).some(({ id }) => id === input.accountId))
      throw errors.BAD_INPUT(refusal(say('calendar:problem.account'), 'accountId'))
    const today = Temporal.Instant.fromEpochMilliseconds(now().getTime()).toZonedDateTimeISO(brand.timeZone).toPlainDate().toString()
    // A schedule for days that are over could be chosen by what they brought.
    if (input.startsOn <= today) throw errors.BAD_INPUT(refusal(say('inbox:problem.trialPast'), 'startsOn'))
    if (input.carryDays >= input.blockDays) throw errors.BAD_INPUT(refusal(say('inbox:problem.trialCarry'), 'carryDays'))
    const end = dayAt(input.startsOn, input.blockDays * input.blocks - 1)
    const clash = (await store.listTrials(db, input)).find(
      (one) =>
        one.accountId === input.accountId &&
        one.stoppedAt === null &&
        one.startsOn <= end &&
        dayAt(one.startsOn, one.coins.length - 1) >= input.startsOn,
    )
    if (clash !== undefined) throw errors.CONFLICT(refusal(say('inbox:problem.trialClash', { name: clash.name }), 'startsOn'))
    const id = newId()
    const { name, accountId, metric, startsOn, blockDays, carryDays } = input
    await store.insertTrial(db, input, {
      id,
      name,
      accountId,
      metric,
      startsOn,
      blockDays,
      carryDays,
      coins: drawCoins(input, id),
      createdBy: context.user.name,
      createdAt: now(),
      stoppedAt: null,
    })
    const trial = (await readTrials(context.services, input))?.find((one) => one.id === id)
    if (trial === undefined) throw errors.NOT_FOUND()
    return trial
  }),
  stopTrial: api.stopTrial.handler(async ({ context, input, errors }) => {
    const stopped = await store.stopTrial(context.services.database.db, input, input.trialId, context.services.now())
    if (!stopped) throw errors.NOT_FOUND()
    return { stopped }
  }),
}
