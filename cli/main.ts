/** `athar`: the workbench from a terminal. Each command is loaded only when it is called, so that --help is instant. */
import { Command, CommanderError } from 'commander'
import { Problem } from './problem.ts'

/** name, one line for --help, and the module that builds the command. */
const commands: [string, string, () => Promise<{ build: (command: Command) => Command }>][] = [
  ['serve', 'run the workbench: web app, API and background work', () => import('./commands/serve.ts')],
  ['work', 'run background work only, beside other servers on the same database', () => import('./commands/work.ts')],
  ['import', 'read an export file of a network into a brand', () => import('./commands/import.ts')],
  ['changes', 'where a series changed its level for good', () => import('./analyses/changes.ts')],
  ['attribute', 'what each channel is credited with, by all models', () => import('./analyses/attribute.ts')],
  ['experiment', 'what the arms of an experiment did, by the rule fixed beforehand', () => import('./analyses/experiment.ts')],
  ['forecast', 'the next values of a series, and when a goal will be reached', () => import('./analyses/forecast.ts')],
  ['growth', 'jumps in followers that nothing explains', () => import('./analyses/growth.ts')],
  ['lift', 'what a treatment did, by all methods that apply', () => import('./analyses/lift.ts')],
  ['holdout', 'which units to leave out, for how long, and what that could see', () => import('./analyses/holdout.ts')],
  ['switchback', 'what being on did, switched on and off by chance', () => import('./analyses/switchback.ts')],
  ['media-mix', 'what each channel’s spend brought back, where the data can tell', () => import('./analyses/media-mix.ts')],
  ['audit', 'the share of fakes in a sample of an audience, with reasons', () => import('./analyses/audit.ts')],
  ['learn', 'what to post and when, of a brand or of a plain file', () => import('./commands/learn.ts')],
  ['publish', 'publish a post now or at a time, once, with proof', () => import('./commands/publish.ts')],
  ['publications', 'list publications and their states', () => import('./commands/publications.ts')],
  ['creative', 'capacity, briefs, hours, what work cost and earned, rights, links for clients', () => import('./commands/creative.ts')],
  ['approvals', 'what waits for approval, who has to approve, and whether the trail is whole', () => import('./commands/approvals.ts')],
  ['inbox', 'who waits for an answer, answering once, and the hours it took', () => import('./commands/inbox.ts')],
  ['links', 'short links and their clicks, making one, QR codes, UTM rules', () => import('./commands/links.ts')],
  ['events', 'what came in, taking a file of events in, forgetting a person', () => import('./commands/events.ts')],
  ['attribution', 'what models credit, what people say, what it cost', () => import('./commands/attribution.ts')],
  ['accounts', 'list and connect accounts', () => import('./commands/accounts.ts')],
  ['audience', 'follower audits of accounts and lists, and engaged followers', () => import('./commands/audience.ts')],
  ['benchmarks', 'competitors, our place among them, and why one has more followers', () => import('./commands/benchmarks.ts')],
  ['strategy', 'the written strategy, and whether it is kept', () => import('./commands/strategy.ts')],
  ['goals', 'goals, the chance of reaching them, and when', () => import('./commands/goals.ts')],
  ['guard', 'shortcuts in a text or in all that is planned, with the reason and the rule', () => import('./commands/guard.ts')],
  ['pulse', 'what shifted, whose doing it was, and what the networks changed', () => import('./commands/pulse.ts')],
  ['review', 'the weekly review, and the decisions that were taken', () => import('./commands/review.ts')],
  ['today', 'what changed and what to do next', () => import('./commands/today.ts')],
  ['alerts', 'what is told by mail and webhook, and what became of it', () => import('./commands/alerts.ts')],
  ['vetting', 'candidates, what they claim, and what becomes of it', () => import('./commands/vetting.ts')],
  ['verify', 'check a signed track record, offline', () => import('./commands/verify.ts')],
  ['keys', 'rotate the key that seals credentials', () => import('./commands/keys.ts')],
  ['doctor', 'check this installation and say what to mend', () => import('./commands/doctor.ts')],
]

const program = new Command('athar')
  .description('Athar, a workbench for honest social media marketing.')
  .version('0.1.0')
  .helpCommand(false)
  // An option after a word belongs to that word: `athar strategy check --json`.
  .enablePositionalOptions()
  .showHelpAfterError('Run `athar --help` to see what there is.')
  // Options belong to the word before them: `athar creative brief ID --json` asks the brief for JSON.
  .enablePositionalOptions()
  .exitOverride()

// Somebody who has seen enough (`| head`) closes the pipe: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

const asked = process.argv[2]
for (const [name, summary, load] of commands) {
  const command = new Command(name).description(summary).exitOverride().enablePositionalOptions()
  program.addCommand(name === asked ? (await load()).build(command) : command)
}

try {
  await program.parseAsync()
} catch (error) {
  // 2: the input cannot be used, and the sentence says why; anything else is a bug and shows its trace.
  if (error instanceof CommanderError) {
    // Its sentence has been said already. Help that was asked for ends with 0.
    process.exitCode = error.exitCode === 0 ? 0 : 2
  } else if (error instanceof Problem) {
    console.error(error.message)
    process.exitCode = error.exitCode
  } else {
    const { isProblem } = await import('../server/problems.ts')
    console.error(isProblem(error) ? error.message : error)
    process.exitCode = isProblem(error) ? 2 : 1
  }
}
