// Elixir modules that are tools: components of Hermes and Anubis, and modules that answer for their name and schema.
import type { Extraction } from '../../model/tool.ts';
import type { Around } from '../_declarations/constants.ts';
import { shapedDraft } from '../_declarations/shaped-tools.ts';
import { writtenSchema } from '../_declarations/written-json.ts';
import type { Expr } from '../_program/ast.ts';
import { lastPartOf } from './expressions.ts';
import { fieldSchema, type Given } from './field-schema.ts';
import { asDict, hintsOf } from './hints.ts';
import type { ElixirModule, Statement } from './syntax.ts';

const none: Extraction = { tools: [], skips: [] };
const componentBase = /(^|\.)Server\.Component$/;
const schemaNames = ['input_schema', 'inputSchema', 'parameters', 'schema'];

/** A place where a server takes a component in. */
export interface Registration {
  /** The module, as it is named there. */
  readonly component: string;
  readonly name: Expr | undefined;
}

/** The modules that servers take in with `component Module, name: "…"`. */
export function registrationsIn(modules: readonly ElixirModule[]): readonly Registration[] {
  return modules.flatMap(({ statements }) =>
    statements.flatMap(({ name, args, named }) => {
      const [module] = args;
      return name === 'component' && module?.kind === 'name'
        ? [{ component: module.id, name: named.get('name') }]
        : [];
    }),
  );
}

/** What a module uses as a tool, directly or by way of one of the project's own modules; `tellers` are those. */
export function componentUse(module: ElixirModule, tellers: ReadonlySet<string>): Statement | undefined {
  return module.statements.find(({ name, args, named }) => {
    const [base, which] = args;
    if (name !== 'use' || base?.kind !== 'name') return false;
    if (componentBase.test(base.id)) return isTool(named.get('type'));
    return tellers.has(lastPartOf(base.id)) && (which === undefined || isTool(which));
  });
}

function isTool(expr: Expr | undefined): boolean {
  return expr?.kind === 'string' && expr.value === 'tool';
}

/** The tool that a component is; `given` is the name that a server gives it. */
export function componentTool(
  module: ElixirModule,
  use: Statement,
  given: Expr | undefined,
  around: Around,
): Extraction {
  const { functions, line } = module;
  const declared = module.statements.find(({ name }) => name === 'schema');
  const written = functions.get('input_schema');
  const schema: Given =
    declared !== undefined
      ? fieldSchema(declared, around)
      : written !== undefined
        ? writtenSchema(written, around)
        : { schema: { type: 'object', properties: {}, required: [] }, partial: false };
  const doc = module.attributes.get('@moduledoc');
  return draft(
    module,
    {
      name: given ??
        functions.get('name') ??
        use.named.get('name') ?? { kind: 'string', value: snake(lastPartOf(module.name)), line },
      title: functions.get('title') ?? use.named.get('title'),
      description:
        functions.get('description') ?? use.named.get('description') ?? (isText(doc) ? doc : undefined),
      annotations: functions.get('annotations') ?? use.named.get('annotations'),
    },
    schema,
    around,
    { detector: 'elixir/component', confidence: 0.9 },
  );
}

/** `@moduledoc false` describes nothing. */
function isText(expr: Expr | undefined): boolean {
  return expr !== undefined && expr.kind !== 'constant';
}

/** The tool of a module that has a function each for name, description and schema. */
export function answeringTool(module: ElixirModule, around: Around): Extraction {
  const { functions } = module;
  const [name, description] = [functions.get('name'), functions.get('description')];
  const schema = schemaNames.map((each) => functions.get(each)).find((each) => each !== undefined);
  if (name === undefined || description === undefined || schema === undefined) return none;
  const said = {
    name,
    title: functions.get('title'),
    description,
    annotations: functions.get('annotations'),
  };
  const found = { detector: 'elixir/callbacks', confidence: 0.8 };
  return draft(module, said, writtenSchema(schema, around), around, found);
}

interface Said {
  readonly name: Expr;
  readonly title: Expr | undefined;
  readonly description: Expr | undefined;
  readonly annotations: Expr | undefined;
}

function draft(
  module: ElixirModule,
  said: Said,
  given: Given,
  around: Around,
  found: { readonly detector: string; readonly confidence: number },
): Extraction {
  const { line } = module;
  const description = said.description ?? { kind: 'string', value: '', line };
  const set = said.annotations?.kind === 'name' ? around.locals.get(said.annotations.id) : said.annotations;
  const annotations = set?.kind === 'dict' ? asDict(hintsOf(set)) : set;
  const { tools, skips } = shapedDraft({ ...said, description, schema: undefined, annotations }, around, {
    ...found,
    place: { path: around.path, line },
    maker: module.name,
  });
  return { tools: tools.map((tool) => withSchema(tool, given)), skips };
}

export function withSchema(tool: Extraction['tools'][number], given: Given): Extraction['tools'][number] {
  return {
    ...tool,
    inputSchema: given.schema as typeof tool.inputSchema,
    ...(given.partial ? { partial: true } : {}),
  };
}

/** As Elixir writes the name of a module in snake case. */
function snake(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '_').toLowerCase();
}
