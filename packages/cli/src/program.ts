import { Command, CommanderError, Option } from 'commander'
import type { Context } from './commands/context.ts'
import { choose } from './commands/choose.ts'
import { connect } from './commands/connect.ts'
import { importFile } from './commands/import.ts'
import { createKey } from './commands/keys.ts'
import { preflight } from './commands/preflight.ts'
import { problems } from './commands/problems.ts'
import { refresh } from './commands/refresh.ts'
import { runs } from './commands/runs.ts'
import { setup } from './commands/setup.ts'
import { status } from './commands/status.ts'
import { sync } from './commands/sync.ts'
import { watched } from './commands/watch.ts'
import type { WatchOptions } from './commands/watch.ts'
import { Failure, exitCodes } from './failure.ts'
import { decimalMarks, roundings } from './import/amounts.ts'
import { dateFormats } from './import/dates.ts'
import { duplicateRules } from './import/plan.ts'

/** Adds the commands that start something; they come from the files that know how. */
export type Starters = (program: Command, run: (work: () => Promise<number>) => Promise<void>) => void

/**
 * Runs one command line (without the program's name) and gives its exit code: 0 done, 2 wrong usage, 3 something was refused. Errors go
 * to standard error, or with --json as one object to standard output.
 */
export async function runProgram(
  args: readonly string[],
  context: Context,
  starters?: Starters,
): Promise<number> {
  const { terminal } = context
  let exitCode: number = exitCodes.done
  const run = async (work: () => Promise<number>): Promise<void> => {
    exitCode = await work()
  }
  const program = build(context, run)
  starters?.(program, run)
  try {
    await program.parseAsync([...args], { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage
    if (!(error instanceof Failure)) throw error
    if (args.includes('--json')) {
      terminal.out(
        JSON.stringify({ error: { code: error.code, message: error.message, cure: error.cure } }, null, 2),
      )
    } else {
      terminal.say(`${error.message}\n${error.cure}`)
    }
    return error.exitCode
  }
}

function build(context: Context, run: (work: () => Promise<number>) => Promise<void>): Command {
  const program = new Command('tieout')
    .description('Keeps a business application and Sage Intacct in agreement, to the cent.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.terminal.out(text.trimEnd()),
      writeErr: (text) => context.terminal.say(text.trimEnd()),
    })
    .showHelpAfterError('Run "tieout help" or "tieout help COMMAND" for what there is.')

  watching(common(program.command('status')))
    .description('how every company stands; with --company, its connection in full')
    .action((options: Parameters<typeof status>[1] & WatchOptions) =>
      run(() => watched(context, options, (watching) => status(watching, options))),
    )

  common(program.command('sync'))
    .description('start a run now and wait for its end')
    .option('--no-wait', 'do not wait')
    .action((options: Parameters<typeof sync>[1]) => run(() => sync(context, options)))

  common(program.command('refresh'))
    .description('refresh the cache of accounts, dimensions, vendors and other reference data')
    .option('--full', 'read everything again, not only what has changed')
    .option('--no-wait', 'do not wait')
    .action((options: Parameters<typeof refresh>[1]) => run(() => refresh(context, options)))

  watching(common(program.command('runs')))
    .description('the last runs, newest first')
    .option('--limit <n>', 'how many', '20')
    .action((options: Parameters<typeof runs>[1] & WatchOptions) =>
      run(() => watched(context, options, (watching) => runs(watching, options))),
    )

  watching(common(program.command('problems')))
    .description('what needs someone, and what to do about it')
    .action((options: Parameters<typeof problems>[1] & WatchOptions) =>
      run(() => watched(context, options, (watching) => problems(watching, options))),
    )

  common(program.command('preflight'))
    .description('look whether Intacct is ready: sign-in, rights, modules, set-up; writes nothing')
    .action((options: Parameters<typeof preflight>[1]) => run(() => preflight(context, options)))

  common(program.command('choose'))
    .description(
      'decide what a person must decide about a record; without a choice, names those that it offers',
    )
    .argument('<type>', 'e.g. invoice')
    .argument('<id>', 'id of the record in your application')
    .argument('[choice]', 'e.g. renumber_there')
    .option('--number <number>', 'with renumber and renumber_there')
    .option('--record <key>', 'with link: key of the record in Intacct')
    .option('--date <date>', 'with post_on: YYYY-MM-DD')
    .option('--field <field=side...>', 'with per_field: app or remote')
    .action((type: string, id: string, choice: string | undefined, options: Parameters<typeof choose>[4]) =>
      run(() => choose(context, type, id, choice, options)),
    )

  connecting(common(program.command('connect')))
    .description('connect a company to an Intacct company')
    .action((options: Parameters<typeof connect>[1]) => run(() => connect(context, options)))

  connecting(common(program.command('import')))
    .description('bring in the invoices of a CSV file, with their customers and settlements')
    .argument('<file>', 'CSV whose first row names the columns')
    .option('--map <file>', 'JSON: which column fills which field; guessed when not given')
    .option(
      '--date-format <format>',
      `how dates are written (${dateFormats.join(', ')}); found when not given`,
    )
    .addOption(new Option('--decimal <mark>', 'decimal mark; found when not given').choices(decimalMarks))
    .addOption(
      new Option('--round <rule>', 'amounts with too many decimals').choices(roundings).default('none'),
    )
    .addOption(
      new Option('--duplicates <rule>', 'rows with one invoice number')
        .choices(duplicateRules)
        .default('refuse'),
    )
    .option('--encoding <name>', 'encoding of the file', 'utf-8')
    .option('--record-version <n>', 'version of the records; raise it to bring changed rows in again', '1')
    .option('--yes', 'do not ask')
    .action((file: string, options: Parameters<typeof importFile>[2]) =>
      run(() => importFile(context, file, options)),
    )

  common(program.command('setup'))
    .description('create the first workspace and its owner; the password is asked for or in TIEOUT_PASSWORD')
    .requiredOption('--workspace <name>', 'name of the workspace')
    .option('--app <name>', 'what people call the business application; the name of its side on the pages')
    .requiredOption('--name <name>', 'name of the owner')
    .requiredOption('--email <address>', 'e-mail of the owner')
    .action((options: Parameters<typeof setup>[1]) => run(() => setup(context, options)))

  const keys = program.command('keys').description('keys of the HTTP API')
  common(keys.command('create'))
    .description('create a key and show it once')
    .argument('<name>', 'what it is for')
    .option('--role <role>', 'viewer, operator or owner', 'operator')
    .action((name: string, options: Parameters<typeof createKey>[2]) =>
      run(() => createKey(context, name, options)),
    )

  return program
}

function common(command: Command): Command {
  return command
    .option('--company <id>', 'id or name; not needed when there is only one')
    .option('--url <url>', 'address of Tieout (TIEOUT_URL)')
    .option('--key <key>', 'key of the HTTP API (TIEOUT_KEY)')
    .option('--data <folder>', 'data folder of a Tieout on this machine (TIEOUT_DATA)')
    .option('--json', 'print JSON')
}

function watching(command: Command): Command {
  return command.option('--watch [seconds]', 'look again and print what has changed, until it is ended')
}

function connecting(command: Command): Command {
  return command
    .option('--create-company <name>', 'make the company first, unless it is there')
    .option('--intacct-company <id>', 'company ID in Intacct')
    .option(
      '--intacct-user <id>',
      'Web Services user; its password is asked for or in TIEOUT_INTACCT_PASSWORD',
    )
    .option('--sender-id <id>', 'sender ID; its password is asked for or in TIEOUT_SENDER_PASSWORD')
    .option('--entity <id>', 'entity in Intacct; top level when not given')
    .option('--endpoint <url>', 'address of the XML gateway; Intacct’s own when not given')
    .option('--settings <file>', 'JSON: settings of the connection')
}
