/** `athar goals`: the goals of a brand with the chance of each, and setting one. */
import type { Command } from 'commander'
import { GoalInput } from '../../contract/goals.ts'
import { followedMetrics } from '../../contract/metrics.ts'
import { asking, printJson } from '../ask.ts'
import { type BrandOptions, withBrandOptions } from '../brand-options.ts'
import { Problem } from '../problem.ts'
import { sayOut, words } from '../say.ts'

interface Options extends BrandOptions {
  json?: boolean
}

const list = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const goals = await client.goals.list({ workspaceId, brandId })
    const read = await Promise.all(goals.map(({ id }) => client.goals.read({ workspaceId, brandId, goalId: id })))
    if (options.json) return printJson(read)
    if (read.length === 0) return console.log(words('goals.none'))
    for (const { goal, outlook } of read) {
      console.log(`${goal.title} (${goal.metric}: ${goal.target}, ${goal.due}, ${goal.state})`)
      console.log(`   ${sayOut(outlook.answer)}`)
      if (outlook.kind !== 'outlook') continue
      const { needed, seen } = outlook.pace
      const [low, high] = seen.interval
      console.log(
        `   ${words('goals.pace', { needed: needed.toPrecision(3), seen: seen.value.toPrecision(3), low: low.toPrecision(3), high: high.toPrecision(3), n: seen.n })}`,
      )
    }
  })

interface NewGoal extends Options {
  metric: string
  account?: string
  target: string
  due: string
  title?: string
  owner?: string
}

const set = (options: NewGoal) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const accounts = await client.accounts.list({ workspaceId, brandId, withRemoved: false })
    const account =
      options.account === undefined
        ? accounts.length === 1
          ? accounts[0]
          : undefined
        : accounts.find(({ id, handle }) => id === options.account || handle === options.account?.replace(/^@/, ''))
    if (options.account !== undefined && account === undefined)
      throw new Problem(words('goals.noAccount', { account: options.account, known: accounts.map(({ handle }) => handle).join(', ') }))
    const input = GoalInput.safeParse({
      title: options.title ?? `${options.metric} ${options.target}`,
      metric: options.metric,
      accountId: account?.id ?? null,
      target: Number(options.target),
      horizon: 'short',
      due: options.due,
      owner: options.owner ?? '',
    })
    if (!input.success) {
      const [issue] = input.error.issues
      throw new Problem(
        words('goals.badField', { field: String(issue?.path[0] ?? ''), reason: issue?.message ?? '', metrics: followedMetrics.join(', ') }),
      )
    }
    const goal = await client.goals.create({ workspaceId, brandId, goal: input.data })
    const read = await client.goals.read({ workspaceId, brandId, goalId: goal.id })
    if (options.json) return printJson(read)
    console.log(sayOut(read.outlook.answer))
  })

export const build = (command: Command): Command => {
  withBrandOptions(command).option('--json', 'for machines').action(list)
  withBrandOptions(command.command('set'))
    .description('set a goal')
    .requiredOption('--target <value>', 'the number to be reached')
    .requiredOption('--due <day>', 'by when, YYYY-MM-DD')
    .option('--metric <metric>', `one of ${followedMetrics.join(', ')}`, 'followers')
    .option('--account <handle>', 'the account, by handle or id; may be left out where there is only one')
    .option('--title <words>', 'its name')
    .option('--owner <name>', 'who looks after it')
    .option('--json', 'for machines')
    .action(set)
  return command
}
