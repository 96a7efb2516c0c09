// Reads tools out of Elixir sources: components of a server, declared tools, and maps in the shape of one.
import type { SourceFile } from '../../model/source.ts';
import type { Extraction } from '../../model/tool.ts';
import type { Around } from '../_declarations/constants.ts';
import { shapedDraft } from '../_declarations/shaped-tools.ts';
import type { Expr } from '../_program/ast.ts';
import type { Extractor } from '../extractor.ts';
import { lastPartOf } from './expressions.ts';
import { type ElixirModule, readElixir } from './syntax.ts';
import { calledTool, registeredTool } from './tool-calls.ts';
import {
  answeringTool,
  componentTool,
  componentUse,
  type Registration,
  registrationsIn,
} from './tool-modules.ts';

export const elixir: Extractor = {
  id: 'elixir',
  grammars: ['elixir'],
  reads: (path) =>
    /\.exs?$/.test(path) && !/(^|\/)(deps|_build|test|examples|priv)\/|(^|\/)mix\.exs$/.test(path),
  extract,
};

type Names = ReadonlyMap<string, Expr>;

const protocol = /mcp|(Hermes|Anubis)\.Server|Phantom\.Router/i;

function extract(files: readonly SourceFile[]): Extraction {
  if (!files.some((file) => protocol.test(file.text))) return { tools: [], skips: [] };
  const read = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .filter((file) => /tool|mcp/i.test(file.text))
    .map(({ path, text }) => readElixir(path, text));
  const texts = new Map(files.map((file) => [file.path, file.text]));
  const modules = read.flatMap((file) => file.modules);
  const tellers = new Set(modules.flatMap(({ name, tells }) => (tells ? [lastPartOf(name)] : [])));
  const shared = functionsOf(modules);
  const registrations = registrationsIn(modules);
  // The steps of working out constants are counted for these, so they are made anew for each project.
  const classes: Around['classes'] = new Map();
  const found: Extraction[] = [];
  for (const file of read) {
    const isMcp = protocol.test(texts.get(file.path) ?? '') || /mcp/i.test(file.path);
    for (const module of file.modules) {
      const locals = new Map([...shared, ...module.functions, ...module.attributes]);
      const around: Around = { classes, cls: undefined, path: file.path, locals };
      found.push(...ofModule(module, around, tellers, registrations, isMcp));
    }
    if (file.damaged !== undefined && isMcp && /tool/i.test(texts.get(file.path) ?? '')) {
      const detail = 'Tools that are defined near this line may be missing.';
      const place = { path: file.path, line: file.damaged };
      found.push({ tools: [], skips: [{ reason: 'syntax-error', place, detail }] });
    }
  }
  return { tools: found.flatMap(({ tools }) => tools), skips: found.flatMap(({ skips }) => skips) };
}

/** What the functions of all modules give, by `Module.function` with the last part of the module's name. */
function functionsOf(modules: readonly ElixirModule[]): Names {
  return new Map(
    modules.flatMap(({ name, functions }) =>
      [...functions].map(([each, value]) => [`${lastPartOf(name)}.${each}`, value] as const),
    ),
  );
}

function ofModule(
  module: ElixirModule,
  around: Around,
  tellers: ReadonlySet<string>,
  registrations: readonly Registration[],
  isMcp: boolean,
): readonly Extraction[] {
  const use = componentUse(module, tellers);
  const shapes = module.shapes.map(({ shaped, locals, line }) =>
    shapedDraft(
      shaped,
      { ...around, locals: new Map([...around.locals, ...locals]) },
      {
        place: { path: around.path, line },
        detector: 'elixir/map',
        confidence: 0.8,
      },
    ),
  );
  if (use !== undefined) {
    // A definition that is written out says more than what is derived.
    const written = shapes.filter(({ tools }) => tools.length > 0);
    if (written.length > 0 && !module.statements.some(({ name }) => name === 'schema')) return written;
    const own = registrations.filter(({ component }) => isNamed(module.name, component));
    if (own.length === 0 && registrations.length > 0) return [unregistered(module, around)];
    return [...new Set(own.length === 0 ? [undefined] : own.map(({ name }) => name))].map((given) =>
      componentTool(module, use, given, around),
    );
  }
  if (!isMcp) return [];
  const isRouter = module.statements.some(
    ({ name, args: [base] }) => name === 'use' && base?.kind === 'name' && base.id.endsWith('Phantom.Router'),
  );
  const declared = [
    ...module.statements.map((call) => calledTool(call, around, isRouter)),
    ...module.registers.map((call) => registeredTool(call, around)),
  ];
  return [answeringTool(module, around), ...declared, ...shapes];
}

/** True when a name that is cut short, as aliases do, can mean a module. */
function isNamed(module: string, name: string): boolean {
  return module === name || module.endsWith(`.${name}`) || lastPartOf(module) === lastPartOf(name);
}

function unregistered(module: ElixirModule, { path }: Around): Extraction {
  const detail = `The tool ${module.name} is not among the components of any server here.`;
  return { tools: [], skips: [{ reason: 'never-registered', place: { path, line: module.line }, detail }] };
}
