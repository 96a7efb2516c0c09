// Tools that Rust code writes out: as values, as JSON, and as implementations of a trait for tools.
import type { Node } from 'web-tree-sitter';
import type { Annotations } from '../../model/tool.ts';
import { childOf, fieldText, lineOf, parts, readSyntax } from '../_declarations/syntax.ts';
import type { Expr } from '../_program/ast.ts';
import { type Json, type JsonObject, objectOf, parsedJson } from '../_program/to-json.ts';
import { parse } from '../_syntax/parser.ts';
import { lowerExpr } from './expressions.ts';
import { annotationsIn } from './hints.ts';
import { variableAt, variableIn, type Wrapper, wrapperOf } from './wrapper.ts';

/** `Tool::new("x", …)`, `Tool { name: … }`, `json!({ "name": …, "inputSchema": … })`, `impl Tool for X`. */
export interface MadeTool {
  readonly name: Expr | undefined;
  readonly title?: Expr | undefined;
  readonly description: Expr | undefined;
  /** The type that it is written for, whose constants it may name. */
  readonly owner?: string | undefined;
  readonly annotations?: Annotations | undefined;
  /** The text of the first `json!` inside. */
  readonly json: string | undefined;
  /** The type whose schema is made. */
  readonly type: string | undefined;
  /** The function around it, when the name is one of its parameters. */
  readonly wrapper: Wrapper | undefined;
  readonly line: number;
}

const toolType =
  /(^|::)(Tool|\w{0,20}Tool(Definition|Def|Info|Spec|Descriptor)|ToolDefinition|ToolDef|ToolInfo|ToolSpec)$/;

/** True for a text that may write out a tool. */
export function mayMake(text: string): boolean {
  return /\bTool\s*::new|Tool\w{0,12}\s*\{|"input_?[sS]chema"|\bimpl\b[^{;]{0,200}Tool\w{0,10}\s+for\b/.test(
    text,
  );
}

/** `before` is the number of lines above the text that `root` was parsed from. */
export function madeIn(root: Node, before: number, depth: number): MadeTool[] {
  const made: MadeTool[] = [];
  const from = (
    node: Node,
    name: Node | undefined,
    description: Node | undefined,
    annotations: Node | undefined,
    schema = node,
  ): void => {
    made.push({
      ...written(schema, name, description),
      annotations: annotationsIn(annotations),
      wrapper: wrapperOf(
        node,
        variableIn(name, 'name'),
        variableIn(description, 'description'),
        annotationsIn(annotations),
      ),
      line: before + lineOf(node),
    });
  };
  for (const macro of root.descendantsOfType('macro_invocation')) {
    const tokens = childOf(macro, 'token_tree');
    if (depth > 2 || tokens === undefined || isInTest(macro)) continue;
    const kind = fieldText(macro, 'macro');
    if (/(^|::)json$/.test(kind)) made.push(...listedIn(tokens, before));
    else if (isList(macro) && mayMake(tokens.text))
      made.push(...inList(tokens, (inner) => madeIn(inner, before + tokens.startPosition.row, depth + 1)));
  }
  for (const call of root.descendantsOfType('call_expression')) {
    const called = fieldText(call, 'function').replace(/::<.{0,200}>$/, '');
    if (!/(^|::)Tool::new(_\w{1,20})?$/.test(called) || isInTest(call)) continue;
    const [name, description] = parts(call.childForFieldName('arguments'));
    from(call, name, description, annotatedBy(call));
  }
  for (const literal of root.descendantsOfType('struct_expression')) {
    if (!toolType.test(fieldText(literal, 'name')) || isInTest(literal)) continue;
    const fields = new Map(
      parts(literal.childForFieldName('body')).map((field) => [
        fieldText(field, 'field') || field.text,
        field.childForFieldName('value') ?? undefined,
      ]),
    );
    const schema = [...fields].find(([field]) => holdsSchema(field))?.[1];
    // `Error::Tool { … }` is a variant, not the type.
    const isType = /^([a-z_]\w*::)*Tool$/.test(fieldText(literal, 'name'));
    if (fields.has('name') && (isType || [...fields.keys()].some(holdsSchema)))
      from(literal, fields.get('name'), fields.get('description'), fields.get('annotations'), schema);
  }
  return made;
}

type Written = Pick<MadeTool, 'name' | 'description' | 'json' | 'type'>;

function written(node: Node, name: Node | undefined, description: Node | undefined): Written {
  return {
    name: name === undefined ? undefined : lowerExpr(name),
    description: description === undefined ? undefined : lowerExpr(description),
    json: jsonIn(node),
    type: schemaTypeIn(node),
  };
}

/** The argument of `.annotate(…)` in the calls that follow one. */
function annotatedBy(call: Node): Node | undefined {
  let at: Node | null = call;
  for (let steps = 0; at !== null && steps < 20; steps += 1) {
    const field: Node | null = at.parent;
    if (field?.type !== 'field_expression') return undefined;
    at = field.parent;
    if (/^(with_)?annotat(e|ions)$/.test(fieldText(field, 'field')))
      return at?.childForFieldName('arguments') ?? undefined;
  }
  return undefined;
}

/** The tools that calls of a project's own wrappers make; `through` says which wrapper. */
export function wrappedIn(
  path: string,
  text: string,
  wrappers: ReadonlyMap<string, Wrapper>,
): readonly (MadeTool & { readonly through: string })[] {
  if (![...wrappers.keys()].some((name) => text.includes(name))) return [];
  return readSyntax('rust', path, text, (root) => ({ made: wrappedBelow(root, wrappers, 0, 0) })).made;
}

type Wrapped = MadeTool & { readonly through: string };

function wrappedBelow(
  root: Node,
  wrappers: ReadonlyMap<string, Wrapper>,
  before: number,
  depth: number,
): readonly Wrapped[] {
  const lists = depth > 2 ? [] : root.descendantsOfType('macro_invocation').filter(isList);
  const inside = lists.flatMap((macro) => {
    const tokens = childOf(macro, 'token_tree');
    if (tokens === undefined || isInTest(macro)) return [];
    return inList(tokens, (inner) =>
      wrappedBelow(inner, wrappers, before + tokens.startPosition.row, depth + 1),
    );
  });
  const calls = root.descendantsOfType('call_expression').flatMap((call): Wrapped[] => {
    const called = fieldText(call, 'function')
      .replace(/::<.{0,200}>$/, '')
      .match(/\w+$/)?.[0];
    const wrapper = called === undefined ? undefined : wrappers.get(called);
    const args = parts(call.childForFieldName('arguments'));
    // A function of the same name that takes less is another one.
    if (wrapper === undefined || args.length < wrapper.takes || isInTest(call)) return [];
    const made = written(call, args[wrapper.named], args[wrapper.described]);
    return [
      {
        ...made,
        annotations: wrapper.annotations,
        wrapper: undefined,
        through: wrapper.name,
        line: before + lineOf(call),
      },
    ];
  });
  return [...calls, ...inside];
}

function isList(macro: Node): boolean {
  return fieldText(macro, 'macro') === 'vec';
}

/** What stands inside a macro is only tokens to the parser: read again as a list. */
function inList<T>(tokens: Node, read: (root: Node) => readonly T[]): readonly T[] {
  const inner = parse('rust', `fn f() { [${tokens.text.slice(1, -1)}]; }`);
  try {
    return read(inner.rootNode);
  } finally {
    inner.delete();
  }
}

function holdsSchema(name: string): boolean {
  return /^(input_?schema|inputSchema|schema|parameters|input)$/.test(name);
}

export function isInTest(node: Node): boolean {
  let at = node.parent;
  for (let steps = 0; at !== null && steps < 200; steps += 1) {
    if (at.type === 'mod_item' && /^tests?$/.test(fieldText(at, 'name'))) return true;
    at = at.parent;
  }
  return false;
}

/** The text inside the first `json!(…)`, which is JSON as long as no variable stands in it. */
export function jsonIn(node: Node): string | undefined {
  const macro = node
    .descendantsOfType('macro_invocation')
    .find((each) => /(^|::)json$/.test(fieldText(each, 'macro')));
  const tree = childOf(macro, 'token_tree');
  return tree === undefined ? undefined : jsonText(tree);
}

function jsonText(tokens: Node): string {
  return tokens.text.slice(1, -1).replace(/,(\s*[}\]])/g, '$1');
}

/** The tools that a piece of JSON lists; one whose parts are put in when it runs has no name that we know. */
function listedIn(tokens: Node, before: number): MadeTool[] {
  const text = tokens.text;
  if (!/"input_?[sS]chema"/.test(text)) return [];
  const found: { readonly tool: JsonObject; readonly schema: Json }[] = [];
  const json = parsedJson(jsonText(tokens));
  if (json !== undefined) collect(json, found, 0);
  const line = (at: number): number =>
    before + lineOf(tokens) + text.slice(0, Math.max(0, at)).split('\n').length - 1;
  if (json === undefined)
    return [
      {
        name: undefined,
        description: undefined,
        json: undefined,
        type: undefined,
        wrapper: wrapperOf(tokens, variableAt(text, 'name'), variableAt(text, 'description'), undefined),
        line: line(0),
      },
    ];
  return found.map(({ tool, schema }) => {
    const at = line(text.indexOf(JSON.stringify(tool['name'])));
    const described = tool['description'];
    return {
      name: { kind: 'string', value: String(tool['name']), line: at },
      description: typeof described === 'string' ? { kind: 'string', value: described, line: at } : undefined,
      json: JSON.stringify(schema),
      type: undefined,
      wrapper: undefined,
      line: at,
    };
  });
}

function collect(json: Json, found: { tool: JsonObject; schema: Json }[], depth: number): void {
  if (depth > 8 || typeof json !== 'object' || json === null) return;
  const tool = objectOf(json);
  const schema = tool?.['inputSchema'] ?? tool?.['input_schema'];
  if (
    tool !== undefined &&
    typeof tool['name'] === 'string' &&
    objectOf(schema) !== undefined &&
    schema !== undefined
  )
    found.push({ tool, schema });
  else for (const inner of Object.values(json)) collect(inner, found, depth + 1);
}

/** `schema_for_type::<T>()`, `schema_from_type!(T)`, `schema_for!(T)` */
export function schemaTypeIn(node: Node): string | undefined {
  return node.text.match(/schema_(?:for|from)(?:_type)?(?:!\(|::<)\s*(\w+)/)?.[1];
}
