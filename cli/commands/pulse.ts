/** `athar pulse`: the shifts of a brand with their verdicts, looking now, and answering one. */
import type { Command } from 'commander'
import { Verdict, verdicts } from '../../contract/pulse.ts'
import { asking, printJson } from '../ask.ts'
import { type BrandOptions, withBrandOptions } from '../brand-options.ts'
import { Problem } from '../problem.ts'
import { sayOut, words } from '../say.ts'

interface Options extends BrandOptions {
  json?: boolean
}

const list = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const read = await client.pulse.overview({ workspaceId, brandId })
    if (options.json) return printJson(read)
    const { watch, shifts } = read
    if (watch.ranAt === null) return console.log(words('pulse.never'))
    console.log(words('pulse.watched', { count: watch.series.length, days: watch.daysBetweenFalseAlarms }))
    if (shifts.length === 0) console.log(words('pulse.none'))
    for (const shift of shifts) {
      const written = (value: number) => (shift.scale === 'ratio' ? `${(100 * value).toFixed(0)}%` : value.toPrecision(3))
      const [low, high] = shift.size.interval
      console.log(
        `${shift.day}  @${shift.handle}  ${shift.metric}  ${written(shift.size.value)} [${written(low)}, ${written(high)}]  ${sayOut({ key: `pulse:verdict.${shift.verdict}`, values: {} })}`,
      )
      for (const { words: reason, holds } of shift.reasons) console.log(`   ${holds === null ? '·' : holds ? '+' : '−'} ${sayOut(reason)}`)
      console.log(`   ${shift.id}`)
    }
  })

const watch = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const found = await client.pulse.watch({ workspaceId, brandId })
    if (options.json) return printJson(found)
    console.log(words('pulse.looked', { count: found.found, series: found.series }))
  })

const note = (shiftId: string, options: Options & { cause?: string; text?: string }) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const cause = options.cause === undefined ? null : Verdict.safeParse(options.cause)
    if (cause !== null && !cause.success)
      throw new Problem(words('pulse.badCause', { cause: options.cause ?? '', known: verdicts.join(', ') }))
    const input = { agrees: cause === null, verdict: cause?.data ?? null, text: options.text ?? '' }
    const shift = await client.pulse.note({ workspaceId, brandId, shiftId, note: input })
    if (options.json) return printJson(shift)
    console.log(words('pulse.noted'))
  })

export const build = (command: Command): Command => {
  withBrandOptions(command).option('--json', 'for machines').action(list)
  withBrandOptions(command.command('watch')).description('look at every series now').option('--json', 'for machines').action(watch)
  withBrandOptions(command.command('note <shift>'))
    .description('agree with a verdict, or name another cause')
    .option('--cause <cause>', `what it was instead: ${verdicts.join(', ')}`)
    .option('--text <words>', 'why')
    .option('--json', 'for machines')
    .action(note)
  return command
}
