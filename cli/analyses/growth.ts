/** `athar growth FILE`: jumps in followers that neither habit nor posts account for, of what kind, and how likely. */
import type { Command } from 'commander'
import { findGrowthJumps, type GrowthJump } from '../../statistics/classify/growth-jumps.ts'
import { words } from '../say.ts'
import { type AccountOptions, type FileAccount, readAccounts } from '../tables/read-accounts.ts'
import { analysis, type Answer, levelOf, startProgress } from './analysis.ts'
import { columns, number, percent, sparkline } from './plots.ts'

interface Options extends AccountOptions {
  level: string
}

const answerFor = (accounts: FileAccount[], level: number): Answer => {
  const found = findGrowthJumps(accounts, { level })
  if (found.kind === 'too-little-data') {
    const reason = words('growth.tooLittle', {
      ...found,
      account: accounts.map(({ account }) => account || words('growth.thisAccount')).join(', '),
    })
    return { json: { ...found, reason, jumps: [] }, text: () => [reason], picture: null }
  }
  const of = (name: string) => accounts.find(({ account }) => account === name) as FileAccount
  const tell = (jump: GrowthJump) => {
    const own = of(jump.account)
    return {
      account: jump.account,
      from: own.dates[jump.from] as string,
      to: own.dates[jump.to] as string,
      change: jump.change,
      interval: jump.interval,
      followers: jump.followers,
      kind: jump.kind,
      probability: jump.probability,
      rows: [own.rows[jump.from] as number, own.rows[jump.to] as number],
      evidence: jump.evidence,
    }
  }
  const jumps = found.jumps.map(tell)
  const explained = found.explained.map(tell)
  const tooLittle = found.tooLittle.map((one) => ({
    ...one,
    reason: words('growth.tooLittle', { ...one, account: one.account || words('growth.thisAccount') }),
  }))
  const days = found.accounts.reduce((sum, one) => sum + one.days, 0)
  const headline =
    jumps.length === 0 ? words('growth.none', { days: number(days) }) : words('growth.some', { count: jumps.length, days: number(days) })
  const rowsOf = (list: typeof jumps) =>
    list.map((jump) => [
      ...(accounts.length > 1 ? [jump.account] : []),
      jump.from,
      jump.to,
      percent(jump.change),
      `[${percent(jump.interval[0])}, ${percent(jump.interval[1])}]`,
      `${jump.followers > 0 ? '+' : ''}${number(jump.followers)}`,
      words(`growth.kind.${jump.kind}`),
      `${Math.round(100 * jump.probability)}%`,
    ])
  const headings = [
    ...(accounts.length > 1 ? [words('growth.account')] : []),
    words('growth.from'),
    words('growth.to'),
    words('growth.change'),
    words('analysis.interval'),
    words('growth.followers'),
    words('growth.what'),
    words('growth.probability'),
  ]
  const shown = of(jumps[0]?.account ?? (accounts[0] as FileAccount).account)
  return {
    json: {
      kind: found.kind,
      level,
      jumps,
      explained,
      accounts: found.accounts,
      tooLittle,
    },
    text: () => [
      headline,
      '',
      sparkline(shown.followers),
      '',
      ...columns(headings, rowsOf(jumps)),
      ...(explained.length > 0 ? ['', words('growth.explained'), ...columns(headings, rowsOf(explained))] : []),
      ...tooLittle.map(({ reason }) => reason),
      '',
      words('growth.method', { level: 100 * level }),
      words('growth.notBought'),
    ],
    picture: () => ({
      kind: 'series',
      title: words('growth.title', { account: shown.account }),
      description: headline,
      note: words('growth.notBought'),
      axis: words('growth.followers'),
      lines: [{ name: shown.account, start: 0, values: shown.followers, strong: true }],
      bands: [],
      marks: found.jumps
        .filter(({ account }) => account === shown.account)
        .map((jump) => ({
          at: jump.to,
          from: jump.from,
          to: jump.to,
          label: `${words(`growth.kind.${jump.kind}`)} ${percent(jump.change)}`,
        })),
      levels: [],
      ends: [shown.dates[0] as string, shown.dates.at(-1) as string],
    }),
  }
}

export const build = (command: Command): Command =>
  analysis<Options>(
    command
      .option('--date <name>', 'the column of dates')
      .option('--followers <name>', 'the column of follower counts')
      .option('--account <name>', 'the column that tells accounts apart')
      .option('--posts <name>', 'the column of posts a day')
      .option('--engagements <name>', 'the column of engagements a day')
      .option('--level <level>', 'of the intervals', '0.9'),
    async (file, options) => {
      const level = levelOf('--level', options.level)
      const progress = startProgress(words('progress.reading'))
      const accounts = await readAccounts(file, options, (rows) => progress.tell(rows, null))
      progress.end()
      return answerFor(accounts, level)
    },
  )
