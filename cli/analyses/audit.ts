/** `athar audit FILE`: the share of fakes in a sample of an audience, and each account with its reasons. */
import type { Command } from 'commander'
import { auditAccounts } from '../../statistics/classify/audit-accounts.ts'
import type { AccountJudgement } from '../../statistics/classify/classify-account.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { words } from '../say.ts'
import { type FileAudience, readAudience } from '../tables/read-audience.ts'
import { analysis, type Answer, levelOf, startProgress, wholeNumber } from './analysis.ts'
import { columns, number, whiskers } from './plots.ts'

interface Options {
  level: string
  population?: string
  seed: string
}

const share = (value: number): string => `${number(100 * value, 3)}%`

/** The heaviest reasons against an account, in words. */
const reasonWords = ({ reasons }: AccountJudgement, most: number): string[] =>
  reasons.slice(0, most).map(({ group, direction }) => words(`audit.reason.${group}.${direction}`))

const answerFor = (audience: FileAudience, options: Options): Answer => {
  const level = levelOf('--level', options.level)
  const population =
    options.population === undefined ? null : wholeNumber('--population', options.population, audience.accounts.length, 1e12)
  const found = auditAccounts(audience.accounts, {
    generator: createGenerator(wholeNumber('--seed', options.seed, 0, 2 ** 31)),
    level,
    population,
  })
  const judged = found.accounts.map((judgement, at) => ({
    row: audience.accounts[at]?.row as number,
    ...(audience.accounts[at]?.name ? { username: audience.accounts[at].name } : {}),
    probability: judgement?.probability ?? null,
    reasons:
      judgement === null
        ? []
        : judgement.reasons.map((reason) => ({ ...reason, words: words(`audit.reason.${reason.group}.${reason.direction}`) })),
  }))
  if (found.kind === 'too-little-data') {
    const reason = words(`audit.tooLittle.${found.unit}`, { have: found.have, need: found.need })
    return {
      json: { kind: found.kind, have: found.have, need: found.need, reason, share: null, accounts: judged },
      text: () => [reason],
      picture: null,
    }
  }
  const { value, interval: bounds, n, sensitivity, specificity, apparent } = found.share
  const headline = words('audit.headline', { share: share(value), low: share(bounds[0]), high: share(bounds[1]), level: 100 * level, n })
  const method = words('audit.method', { sensitivity: share(sensitivity), specificity: share(specificity), apparent: share(apparent) })
  const suspects = found.accounts
    .map((judgement, at) => ({ judgement, account: audience.accounts[at] }))
    .filter(
      (one): one is { judgement: AccountJudgement; account: FileAudience['accounts'][number] } => (one.judgement?.probability ?? 0) >= 0.5,
    )
    .toSorted((a, b) => b.judgement.probability - a.judgement.probability)
  return {
    json: { kind: 'audit', share: found.share, flagged: found.flagged, known: found.known, columns: audience.used, accounts: judged },
    text: () => [
      headline,
      whiskers(
        [
          { value, interval: bounds },
          { value: 0, interval: null },
          { value: 1, interval: null },
        ],
        { width: 60 },
      )[0] as string,
      '',
      ...columns(
        [words('audit.row'), words('audit.account'), words('audit.probability'), words('audit.why')],
        suspects
          .slice(0, 15)
          .map(({ judgement, account }) => [
            String(account.row),
            account.name,
            judgement.probability > 0.995 ? '> 99%' : share(judgement.probability),
            reasonWords(judgement, 3).join(words('audit.and')),
          ]),
      ),
      ...(suspects.length > 15 ? [words('audit.more', { count: suspects.length - 15 })] : []),
      '',
      method,
      words('audit.fair'),
    ],
    picture: () => ({
      kind: 'intervals',
      title: words('audit.title'),
      description: headline,
      note: `n ${n} · ${method}`,
      axis: words('audit.axis'),
      reference: null,
      rows: [{ label: words('audit.share'), value, interval: bounds, note: share(value) }],
    }),
  }
}

export const build = (command: Command): Command =>
  analysis<Options>(
    command
      .option('--population <n>', 'how many accounts there are in all, where the sample is a large part of them')
      .option('--level <level>', 'of the interval', '0.9')
      .option('--seed <n>', 'of the draws', '1'),
    async (file, options) => {
      const progress = startProgress(words('progress.reading'))
      const audience = await readAudience(file, (rows) => progress.tell(rows, null))
      progress.end()
      return answerFor(audience, options)
    },
  )
