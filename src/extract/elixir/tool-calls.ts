// Tools that Elixir code declares with a call: `tool :name, …`, `deftool "name" do … end`, `register_tool(frame, "name", …)`.
import type { Extraction } from '../../model/tool.ts';
import type { Around } from '../_declarations/constants.ts';
import { shapedDraft } from '../_declarations/shaped-tools.ts';
import { writtenSchema } from '../_declarations/written-json.ts';
import type { Expr } from '../_program/ast.ts';
import { fieldCalls, fieldSchema, type Given, typesOf } from './field-schema.ts';
import { hintsAmong } from './hints.ts';
import { noted, type Statement } from './syntax.ts';
import { withSchema } from './tool-modules.ts';

const none: Extraction = { tools: [], skips: [] };
const schemaOptions = ['input_schema', 'inputSchema', 'schema', 'parameters', 'params', 'args'];
const fieldBlocks = /^(args|arguments|input|params|parameters|schema|input_schema)$/;

/** The tool that a call in the body of a module declares; a router's calls declare one whatever they say. */
export function calledTool(call: Statement, around: Around, isRouter: boolean): Extraction {
  if (!/^(tool|deftool|defmcptool)$/.test(call.name)) return none;
  // What a block says in calls of its own: `description "…"`, also within `meta do … end`.
  const said = new Map(call.named);
  for (const inner of call.block.flatMap((each) => (each.name === 'meta' ? each.block : [each]))) {
    const key = inner.name === 'name' ? 'title' : inner.name.replace(/^tool_annotations$/, 'annotations');
    const value = inner.args[0] ?? (inner.named.size === 0 ? undefined : dictOf(inner.named));
    if (value !== undefined && !said.has(key)) said.set(key, value);
  }
  const inside: Around = { ...around, locals: new Map([...around.locals, ...call.attributes]) };
  const [name, second] = call.args;
  const description =
    said.get('description') ?? (isDescription(second) ? second : undefined) ?? call.attributes.get(noted);
  const given = schemaOf(call, said, inside);
  // A call of the same name that describes nothing is something else.
  const isBare = description === undefined && given === undefined;
  if (isBare && call.name === 'tool' && !isRouter) return none;
  return declared(name, said, description, given, inside, call.line, 'elixir/tool');
}

/** A sentence, and no atom: `tool "count", "Count the trees." do` */
function isDescription(expr: Expr | undefined): boolean {
  return (
    expr !== undefined &&
    (expr.kind === 'string' ? /\s/.test(expr.value) : /^(binary|template)$/.test(expr.kind))
  );
}

/** `register_tool(frame, "name", input_schema: …)`: what is put in at run time, by a call that says it all. */
export function registeredTool(call: Statement, around: Around): Extraction {
  const name = call.args.find((arg) => arg.kind === 'string');
  const schema = call.named.get('input_schema') ?? call.named.get('inputSchema');
  const description = call.named.get('description');
  if (name === undefined || (schema === undefined && description === undefined)) return none;
  const given = schema === undefined ? undefined : eitherSchema(schema, around);
  return declared(name, call.named, description, given, around, call.line, 'elixir/register');
}

function declared(
  name: Expr | undefined,
  said: ReadonlyMap<string, Expr>,
  description: Expr | undefined,
  given: Given | undefined,
  around: Around,
  line: number,
  detector: string,
): Extraction {
  const { tools, skips } = shapedDraft(
    {
      name: name ?? { kind: 'other', line },
      title: said.get('title'),
      description: description ?? { kind: 'string', value: '', line },
      schema: undefined,
      annotations: hintsAmong(said),
    },
    around,
    { place: { path: around.path, line }, detector, confidence: 0.85 },
  );
  return { tools: tools.map((tool) => (given === undefined ? tool : withSchema(tool, given))), skips };
}

function schemaOf(call: Statement, said: ReadonlyMap<string, Expr>, around: Around): Given | undefined {
  const fields = call.block.filter(({ name }) => fieldCalls.test(name));
  if (fields.length > 0) return fieldSchema({ ...call, block: fields }, around);
  const block = call.block.find(({ name, block: fields }) => fieldBlocks.test(name) && fields.length > 0);
  if (block !== undefined) return fieldSchema(block, around);
  const written = schemaOptions.map((option) => said.get(option)).find((each) => each !== undefined);
  return written === undefined ? undefined : eitherSchema(written, around);
}

/** JSON Schema when it speaks of its type or properties, otherwise types by name. */
function eitherSchema(expr: Expr, around: Around): Given {
  const keys =
    expr.kind === 'dict' ? expr.entries.map(({ key }) => (key?.kind === 'string' ? key.value : '')) : [];
  const isJson = keys.length === 0 || keys.includes('properties') || keys.includes('$ref');
  const isTyped =
    expr.kind === 'dict' && expr.entries.some(({ key, value }) => isKey(key, 'type') && isObject(value));
  return isJson || isTyped ? writtenSchema(expr, around) : typesOf(expr, around, 0);
}

function isKey(key: Expr | undefined, name: string): boolean {
  return key?.kind === 'string' && key.value === name;
}

function isObject(value: Expr): boolean {
  return value.kind === 'string' && value.value === 'object';
}

function dictOf(named: ReadonlyMap<string, Expr>): Expr {
  const entries = [...named].map(([key, value]) => ({
    key: { kind: 'string', value: key, line: value.line } as const,
    value,
  }));
  return { kind: 'dict', entries, line: 0 };
}
