// Ruby classes that are tools: of the libraries, and of projects that ask a class for its name, text and schema.
import type { Extraction } from '../../model/tool.ts';
import type { Around } from '../_declarations/constants.ts';
import { shapedDraft } from '../_declarations/shaped-tools.ts';
import { writtenSchema } from '../_declarations/written-json.ts';
import type { Expr } from '../_program/ast.ts';
import { argumentSchema, type Given, listedSchema } from './argument-schema.ts';
import type { Link, RubyTool } from './syntax.ts';

/** Base classes of the libraries, also as a Rails application names them. */
const fastBase = /(^|::)(FastMcp::Tool|ActionTool::Base|ApplicationTool)$/;
const officialBase = /(^|::)(MCP::Tool|ModelContextProtocol::Tool)$/;
/** Anything else that is called a tool, unless it is an agent's. */
const otherBase = /(^|::)\w{0,40}Tool(::Base)?$/;
const agents = /(^|::)(RubyLLM|Langchain\w{0,10}|LangChain|OpenAI|Raif)::/;

const actionBase = /(^|::)(ActionMCP::Tool|ApplicationMCPTool)$/;

type Kind = 'fast' | 'official' | 'action' | 'other';

function kindOf(base: string): Kind | undefined {
  if (fastBase.test(base)) return 'fast';
  if (officialBase.test(base)) return 'official';
  if (actionBase.test(base)) return 'action';
  return otherBase.test(base) && !agents.test(base) ? 'other' : undefined;
}

/** The library's class at the top of a chain of a project's own; `bases` are those by the last part of their name. */
export function rootOf(base: string, bases: ReadonlyMap<string, string>): string {
  let at = base;
  for (let steps = 0; steps < 10 && !fastBase.test(at) && !officialBase.test(at); steps += 1) {
    const next = bases.get(at.split('::').at(-1) ?? '');
    if (next === undefined || next === '' || next === at) break;
    at = next;
  }
  return at;
}

/** What a class says in calls, in the block of its definition, or with methods. */
interface Said {
  readonly calls: readonly Link[];
  find(name: string): Link | undefined;
  value(...names: readonly string[]): Expr | undefined;
}

function saidBy(tool: RubyTool): Said {
  const defined = tool.statements.find(({ name }) => name === 'define')?.block ?? [];
  const calls: readonly Link[] = [...tool.statements, ...defined.flatMap(([first]) => first ?? [])];
  const find = (name: string): Link | undefined => calls.find((call) => call.name === name);
  const value = (...names: readonly string[]): Expr | undefined =>
    names
      .map((name) => find(name)?.args[0] ?? find(name)?.gives ?? tool.members.get(name))
      .find((found) => found !== undefined);
  return { calls, find, value };
}

const none: Extraction = { tools: [], skips: [] };

/** The tool that a class is; `base` is the class at the top of its chain. */
export function toolClass(tool: RubyTool, base: string, around: Around): Extraction {
  const said = saidBy(tool);
  // What calls itself a tool may be a class of any kind.
  const kind = kindOf(base) ?? (said.find('tool_name') === undefined ? undefined : 'other');
  if (kind === undefined) return none;
  const name = said.value('tool_name', 'name');
  const description = said.value('description', 'tool_description');
  const schema = schemaOf(said, kind, around);
  // A class that says nothing about itself is a base for others.
  if (name === undefined && description === undefined && schema === undefined) return none;
  if (kind === 'other' && (name === undefined || (description === undefined && schema === undefined)))
    return none;
  const annotations = said.find('annotations');
  const hints = new Map([
    ...(annotations?.named ?? []),
    ...(annotations?.block ?? []).flatMap(([first]) =>
      first?.args[0] === undefined ? [] : [[first.name, first.args[0]] as const],
    ),
  ]);
  const { tools, skips } = shapedDraft(
    {
      name: name ?? { kind: 'string', value: nameOf(tool.cls, kind), line: tool.line },
      title: said.value('title'),
      description: description ?? { kind: 'string', value: '', line: tool.line },
      schema: undefined,
      annotations: hints.size === 0 ? said.value('annotations') : asDict(hints),
    },
    around,
    {
      place: { path: around.path, line: tool.line },
      detector: detectors[kind],
      confidence: kind === 'other' ? 0.8 : 0.9,
      maker: tool.cls,
    },
  );
  const given = schema ?? { schema: { type: 'object', properties: {}, required: [] }, partial: false };
  return {
    tools: tools.map((draft) => ({
      ...draft,
      inputSchema: given.schema as typeof draft.inputSchema,
      ...(given.partial ? { partial: true } : {}),
    })),
    skips,
  };
}

const detectors: Readonly<Record<Kind, string>> = {
  fast: 'ruby/fast-mcp',
  official: 'ruby/mcp-tool',
  action: 'ruby/action-mcp',
  other: 'ruby/class',
};

function asDict(values: ReadonlyMap<string, Expr>): Expr {
  const entries = [...values].map(([key, value]) => ({
    key: { kind: 'string', value: key, line: value.line } as const,
    value,
  }));
  return { kind: 'dict', entries, line: 0 };
}

/**
 * fast-mcp keeps the class's name without what a name may not hold; the others write its last part in snake case,
 * ActionMCP without the word for a tool at its end.
 */
function nameOf(cls: string, kind: Kind): string {
  if (kind === 'fast') return cls.replace(/[^A-Za-z0-9_-]/g, '').slice(0, 64);
  const last = cls.split('::').at(-1) ?? cls;
  const snake = last.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '_').toLowerCase();
  return kind === 'action' ? snake.replace(/_tool$/, '') : snake;
}

function schemaOf(said: Said, kind: Kind, around: Around): Given | undefined {
  const declared = said.find('arguments');
  if (declared !== undefined && kind !== 'official') return argumentSchema(declared.block, around);
  const call = said.find('input_schema');
  if (call !== undefined && call.named.size > 0) return writtenSchema(asDict(call.named), around);
  const written = said.value('input_schema');
  if (written !== undefined) return writtenSchema(written, around);
  // A block of calls that could not be followed.
  if (call !== undefined) return { schema: { type: 'object', properties: {}, required: [] }, partial: true };
  return listedSchema(said.calls, around);
}
