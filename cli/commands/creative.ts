/** `athar creative`: capacity, people, briefs, hours, what work cost and earned, rights, and links for clients. */
import type { Command } from 'commander'
import type { CostGroup } from '../../contract/creative.ts'
import { asking, printJson, printTable } from '../ask.ts'
import { type BrandOptions, withBrandOptions } from '../brand-options.ts'
import { Problem } from '../problem.ts'
import { sayOut, terminalLanguage } from '../say.ts'

interface Options extends BrandOptions {
  json?: boolean
}

const t = (key: string, values: Record<string, string | number> = {}) => sayOut({ key: `creative:ui.${key}`, values })
const short = (value: number) => String(Math.round(value * 10) / 10)
const range = ([low, high]: readonly number[]) => `${short(low ?? 0)}–${short(high ?? 0)}`

const capacity = (options: Options & { weeks: string }) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const weeks = Number(options.weeks)
    if (!Number.isInteger(weeks) || weeks < 1 || weeks > 26)
      throw new Problem(`--weeks ${options.weeks}: give a whole number from 1 to 26.`)
    const found = await client.creative.capacity({ workspaceId, brandId, weeks })
    if (options.json) return printJson(found)
    console.log(`${sayOut(found.answer)}\n${sayOut(found.cadence.words)}\n`)
    for (const week of found.weeks) console.log(`${week.starts}  ${t(`capacity.standing.${week.standing}`)}\n  ${sayOut(week.words)}`)
    if (found.beyond.length > 0) console.log(`\n${t('capacity.beyond')}:`)
    for (const sentence of found.beyond) console.log(`- ${sayOut(sentence)}`)
  })

const people = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const found = await client.creative.people.list({ workspaceId, brandId })
    if (options.json) return printJson(found)
    if (found.length === 0) return console.log(t('capacity.noPeople'))
    printTable(
      [t('person.name'), t('person.place'), t('person.hours'), t('person.rate'), t('person.skills')],
      found.map(({ name, place, hoursPerWeek, rate, skills }) => [
        name,
        t(`person.placeShort.${place}`),
        String(hoursPerWeek),
        rate === null ? '' : `${rate.amount} ${rate.currency}`,
        skills.map((skill) => t(`skill.${skill}`)).join(', '),
      ]),
    )
  })

const briefs = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const { briefs: found } = await client.creative.briefs.list({ workspaceId, brandId })
    if (options.json) return printJson(found)
    if (found.length === 0) return console.log(t('briefs.answerNone'))
    for (const brief of found) {
      console.log(`${brief.title}  (${t(`briefs.state.${brief.state}`)})  ${brief.id}`)
      for (const work of brief.deliverables)
        console.log(`  ${work.dueOn ?? '          '}  ${t(`work.state.${work.state}`)}  ${work.title}  ${work.id}`)
    }
  })

const brief = (briefId: string, options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const found = await client.creative.briefs.get({ workspaceId, brandId, briefId })
    if (options.json) return printJson(found)
    console.log(`${found.title}  (${t(`briefs.state.${found.state}`)})\n`)
    for (const field of ['objective', 'audience', 'message'] as const)
      if (found[field] !== '') console.log(`${t(`form.${field}`)}: ${found[field]}`)
    for (const work of found.deliverables) console.log(`- ${work.title}  ${t(`work.state.${work.state}`)}  ${work.id}`)
    if (found.money.length > 0) {
      console.log('')
      printTable(
        ['currency', 'budget', 'accepted', 'planned', 'paid', 'work', 'left'].map((field) => t(`money.${field}`)),
        found.money.map((line) => [line.currency, line.budget ?? '–', line.accepted, line.planned, line.paid, line.work, line.left ?? '–']),
      )
    }
  })

const log = (briefId: string, options: Options & { person: string; hours: string; day?: string; for?: string; note?: string }) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const known = await client.creative.people.list({ workspaceId, brandId })
    const matching = known.filter(({ id, name }) => id === options.person || name === options.person)
    const [person] = matching
    if (person === undefined || matching.length > 1)
      throw new Problem(`There is nobody called “${options.person}” here. There is: ${known.map(({ name }) => name).join(', ')}.`)
    const hours = Number(options.hours)
    if (!(hours > 0 && hours <= 24)) throw new Problem(`--hours ${options.hours}: give hours such as 1.5, at most 24 for a day.`)
    const day = options.day ?? new Date().toISOString().slice(0, 10)
    if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw new Problem(`--day ${day}: write it as 2026-11-23.`)
    const found = await client.creative.hours.log({
      workspaceId,
      brandId,
      briefId,
      personId: person.id,
      deliverableId: options.for ?? null,
      day,
      hours,
      note: options.note ?? '',
    })
    if (options.json) return printJson(found.hours)
    console.log(t('hours.sum', { hours: short(found.hours.reduce((sum, one) => sum + one.hours, 0)) }))
  })

const groupings = ['format', 'pillar', 'person'] as const
const results = (options: Options & { by: string; days: string }) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const by = groupings.find((one) => one === options.by)
    if (by === undefined) throw new Problem(`--by ${options.by}: there is ${groupings.join(', ')}.`)
    const found = await client.creative.results({ workspaceId, brandId, by, days: Number(options.days) })
    if (options.json) return printJson(found)
    const write = (of: CostGroup['perHour']) =>
      'kind' in of
        ? t('results.thin', { have: of.have, need: of.need, unit: t(`results.unit.${of.unit}`) })
        : `${short(of.value)} (${range(of.interval)}, n ${of.n})`
    console.log(`${sayOut(found.answer)}\n`)
    printTable(
      ['kind', 'pieces', 'hours', 'money', 'perPiece', 'perPost', 'perHour', 'returned'].map((field) => t(`results.${field}`)),
      found.groups.map((group) => [
        group.name ?? (group.key === '—' ? t('results.none') : t(`format.${group.key}`)),
        String(group.pieces),
        short(group.hours),
        group.money.map(({ amount, currency }) => `${amount} ${currency}`).join(' + '),
        write(group.hoursPerPiece),
        write(group.perPost),
        write(group.perHour),
        group.returned === null
          ? '–'
          : [write(group.returned.conversions), ...group.returned.value.map(({ currency, of }) => `${write(of)} ${currency}`)].join('; '),
      ]),
    )
  })

const rights = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const found = await client.creative.rights.list({ workspaceId, brandId })
    if (options.json) return printJson(found)
    if (found.length === 0) return console.log(t('right.answer.none'))
    printTable(
      [t('right.title'), t('right.expires'), t('right.license'), t('right.holder'), t('version.file')],
      found.map(({ standing, expiresOn, license, holder, mediaId }) => [
        t(`right.standing.${standing}`),
        expiresOn ?? t('right.forGood'),
        t(`right.licenses.${license}`),
        holder,
        mediaId,
      ]),
    )
  })

const link = (deliverableId: string, options: Options & { reader: string; days: string; pin?: string; look?: boolean; mail?: string }) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    if (options.pin !== undefined && !/^\d{4,12}$/.test(options.pin)) throw new Problem('--pin: four to twelve digits.')
    const made = await client.creative.review.make({
      workspaceId,
      brandId,
      deliverableId,
      reader: options.reader,
      mayDecide: options.look !== true,
      days: Number(options.days),
      language: terminalLanguage(),
      ...(options.pin === undefined ? {} : { pin: options.pin }),
      ...(options.mail === undefined ? {} : { mailTo: options.mail }),
    })
    if (options.json) return printJson(made)
    console.log(made.url)
    if (made.mailed) console.log(t('link.mailed'))
    if (made.mailProblem !== null) console.error(sayOut(made.mailProblem))
  })

export const build = (command: Command): Command => {
  // What follows a subcommand is the subcommand’s, also where both know the word.
  command.enablePositionalOptions()
  const add = (name: string, description: string) =>
    withBrandOptions(command.command(name)).description(description).option('--json', 'for machines')
  withBrandOptions(command).option('--weeks <n>', 'how many weeks ahead', '6').option('--json', 'for machines').action(capacity)
  add('people', 'who there is, in house and outside').action(people)
  add('briefs', 'all briefs with their deliverables').action(briefs)
  add('brief', 'one brief with its money').argument('<id>').action(brief)
  add('log', 'log hours of work on a brief')
    .argument('<brief>')
    .requiredOption('--person <name>', 'who worked')
    .requiredOption('--hours <hours>', 'such as 1.5')
    .option('--day <day>', 'default: today')
    .option('--for <deliverable>', 'the deliverable they went into')
    .option('--note <words>', 'what was done')
    .action(log)
  add('results', 'what work cost and what it earned')
    .option('--by <kind>', groupings.join(', '), 'format')
    .option('--days <n>', 'how far back', '180')
    .action(results)
  add('rights', 'which files may go out, and until when').action(rights)
  add('link', 'make a link with which a client reviews a deliverable')
    .argument('<deliverable>')
    .requiredOption('--reader <name>', 'who will read it')
    .option('--days <n>', 'how long it works', '30')
    .option('--pin <digits>', 'a PIN that the reader must know as well')
    .option('--look', 'for looking and remarks only, not for deciding')
    .option('--mail <address>', 'send it there')
    .action(link)
  return command
}
