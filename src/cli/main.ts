// The command line: finds the command, parses its options, turns failures into messages and exit codes.
import { enableCompileCache } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { diskError, InputError, messageOf, OutsideError } from '../kit/errors.ts';
import { talkOn } from '../kit/talk.ts';
import { visible } from '../model/wording.ts';
import type { Command, ExitStatus, Given } from './command.ts';
import { commands } from './commands.ts';

/** This project. */
const project = dirname(dirname(import.meta.dirname));

/** The folder that holds catalog/: this project, unless TOOLRISK_ROOT names another. */
const root = resolve(process.env['TOOLRISK_ROOT'] ?? project);

// Commands are loaded after this, so they are compiled once and not at every call; worker threads look at the environment.
process.env['NODE_COMPILE_CACHE'] ??= join(project, '.toolrisk', 'compile-cache');
enableCompileCache(process.env['NODE_COMPILE_CACHE']);

async function main(argv: readonly string[]): Promise<ExitStatus> {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name.startsWith('-')) {
    const asked = name === 'help' ? rest[0] : undefined;
    process.stdout.write(asked === undefined ? await overview() : helpOf(await find(asked)));
    return name === undefined ? 2 : 0;
  }
  const command = await find(name);
  const { given, json, help } = parse(command, rest);
  if (help) {
    process.stdout.write(helpOf(command));
    return 0;
  }
  const stop = new AbortController();
  process.once('SIGINT', () => {
    process.stderr.write('\nStopping; what is finished is kept. Press ctrl-C again to stop at once.\n');
    process.once('SIGINT', () => process.exit(130));
    stop.abort();
  });
  const status = await command.run(given, {
    root,
    talk: talkOn(process.stderr),
    print: (text) => process.stdout.write(`${text}\n`),
    json,
    signal: stop.signal,
  });
  // What was abandoned, such as a download, would keep the process alive.
  if (stop.signal.aborted) process.exit(status);
  return status;
}

async function find(name: string): Promise<Command> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    throw new InputError(
      `There is no command "${visible(name, 40)}".`,
      `The commands are ${Object.keys(commands).join(', ')}.`,
    );
  }
  return await load();
}

function parse(command: Command, args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...Object.fromEntries(
          Object.entries(command.options).map(([name, { type, multiple }]) => [
            name,
            { type, multiple: multiple ?? false },
          ]),
        ),
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const byName: Readonly<Record<string, unknown>> = values;
    const value = (name: string): unknown => (Object.hasOwn(byName, name) ? byName[name] : undefined);
    const given: Given = {
      args: positionals,
      text: (name) => (typeof value(name) === 'string' ? String(value(name)) : undefined),
      texts: (name) => (Array.isArray(value(name)) ? (value(name) as string[]) : []),
      on: (name) => value(name) === true,
    };
    return { given, json: given.on('json'), help: given.on('help') };
  } catch (thrown) {
    throw new InputError(messageOf(thrown), `See: toolrisk ${command.name} --help`);
  }
}

async function overview(): Promise<string> {
  const loaded = await Promise.all(Object.values(commands).map((load) => load()));
  return [
    'toolrisk: what MCP tools can do, and a policy for each',
    '',
    'Usage: npm run -s toolrisk -- <command> [options]',
    '',
    ...loaded.map((command) => `  ${command.name.padEnd(10)} ${command.summary}`),
    '',
    'The catalog is that of this project, or of the folder that TOOLRISK_ROOT names.',
    'Data goes to stdout, talk to stderr. Exit 0: fine, 1: findings, 2: trouble.',
    'Every command takes --help and --json.',
    '',
  ].join('\n');
}

function helpOf(command: Command): string {
  const options = Object.entries(command.options).map(
    ([name, option]) => `  ${`--${name} ${option.value ?? ''}`.padEnd(24)} ${option.help}`,
  );
  return [
    `${command.summary}`,
    '',
    `Usage: npm run -s toolrisk -- ${command.name} ${command.usage}`,
    '',
    command.help.trim(),
    '',
    'Options:',
    ...options,
    `  ${'--json'.padEnd(24)} print data for programs`,
    `  ${'--help'.padEnd(24)} print this`,
    '',
  ].join('\n');
}

function report(cause: unknown): void {
  const thrown = diskError(cause) ?? cause;
  if (thrown instanceof InputError || thrown instanceof OutsideError) {
    process.stderr.write(`error: ${visible(thrown.message)}\n${visible(thrown.remedy)}\n`);
    return;
  }
  process.stderr.write(
    `This is a bug of toolrisk. Please report it with the command and this text:\n${
      thrown instanceof Error ? thrown.stack : String(thrown)
    }\n`,
  );
}

// A reader such as `head` that stops early is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (thrown) {
  report(thrown);
  process.exitCode = 2;
}
