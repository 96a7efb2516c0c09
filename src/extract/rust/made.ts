// Tools that Rust code writes out: as values, as JSON, and as implementations of a trait for tools.
import type { Node } from 'web-tree-sitter';
import { childOf, fieldText, lineOf, parts, readSyntax } from '../_declarations/syntax.ts';
import type { Expr } from '../_program/ast.ts';
import { type Json, type JsonObject, objectOf, parsedJson } from '../_program/to-json.ts';
import { parse } from '../_syntax/parser.ts';
import { lowerExpr } from './expressions.ts';

/** `Tool::new("x", …)`, `Tool { name: … }`, `json!({ "name": …, "inputSchema": … })`, `impl Tool for X`. */
export interface MadeTool {
  readonly name: Expr | undefined;
  readonly description: Expr | undefined;
  /** The text of the first `json!` inside. */
  readonly json: string | undefined;
  /** The type whose schema is made. */
  readonly type: string | undefined;
  /** The function around it, when the name is one of its parameters. */
  readonly wrapper: Wrapper | undefined;
  readonly line: number;
}

/** A function that makes a tool of what it is given. */
export interface Wrapper {
  readonly name: string;
  /** Places of the tool's name and description among its arguments. */
  readonly named: number;
  readonly described: number;
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
  const from = (node: Node, name: Node | undefined, description: Node | undefined): void => {
    made.push({
      ...written(node, name, description),
      wrapper: wrapperOf(node, name, description),
      line: before + lineOf(node),
    });
  };
  for (const macro of root.descendantsOfType('macro_invocation')) {
    const tokens = childOf(macro, 'token_tree');
    if (depth > 2 || tokens === undefined || isInTest(macro)) continue;
    const kind = fieldText(macro, 'macro');
    if (/(^|::)json$/.test(kind)) made.push(...listedIn(tokens, before));
    else if (kind === 'vec' && mayMake(tokens.text)) {
      // What stands inside a macro is only tokens to the parser.
      const inner = parse('rust', `fn f() { [${tokens.text.slice(1, -1)}]; }`);
      try {
        made.push(...madeIn(inner.rootNode, before + tokens.startPosition.row, depth + 1));
      } finally {
        inner.delete();
      }
    }
  }
  for (const call of root.descendantsOfType('call_expression')) {
    const called = fieldText(call, 'function').replace(/::<.{0,200}>$/, '');
    if (!/(^|::)Tool::new(_\w{1,20})?$/.test(called) || isInTest(call)) continue;
    const [name, description] = parts(call.childForFieldName('arguments'));
    from(call, name, description);
  }
  for (const literal of root.descendantsOfType('struct_expression')) {
    if (!toolType.test(fieldText(literal, 'name')) || isInTest(literal)) continue;
    const fields = new Map(
      parts(literal.childForFieldName('body')).map((field) => [
        fieldText(field, 'field') || field.text,
        field.childForFieldName('value') ?? undefined,
      ]),
    );
    const isTool = /(^|::)Tool$/.test(fieldText(literal, 'name')) || [...fields.keys()].some(holdsSchema);
    if (isTool) from(literal, fields.get('name'), fields.get('description'));
  }
  for (const item of root.descendantsOfType('impl_item')) {
    if (!/(^|::)\w{0,20}Tool(Handler)?$/.test(fieldText(item, 'trait')) || isInTest(item)) continue;
    const [name, description, schema] = [/^name$/, /^description$/, /schema$|^parameters$/].map((wanted) =>
      parts(item.childForFieldName('body')).find(
        (member) => member.type === 'function_item' && wanted.test(fieldText(member, 'name')),
      ),
    );
    const value = (fun: Node | undefined): Node | undefined => parts(fun?.childForFieldName('body')).at(-1);
    // A trait of the same name that asks for no schema has nothing to do with tools of a server.
    if (name !== undefined && description !== undefined && schema !== undefined)
      made.push({
        name: lowerExpr(value(name) ?? name),
        description: lowerExpr(value(description) ?? description),
        json: jsonIn(schema),
        type: schemaTypeIn(schema),
        wrapper: undefined,
        line: before + lineOf(item),
      });
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

function wrapperOf(node: Node, name: Node | undefined, description: Node | undefined): Wrapper | undefined {
  let at = node.parent;
  for (let steps = 0; at !== null && at.type !== 'function_item' && steps < 100; steps += 1) at = at.parent;
  if (at?.type !== 'function_item') return undefined;
  const params = parts(at.childForFieldName('parameters'))
    .filter((param) => param.type === 'parameter')
    .map((param) => fieldText(param, 'pattern'));
  // A field that is named like its variable stands alone.
  const place = (value: Node | undefined, short: string): number => {
    const expr = value === undefined ? undefined : lowerExpr(value);
    return params.indexOf(expr === undefined ? short : expr.kind === 'name' ? expr.id : '');
  };
  const named = place(name, 'name');
  const fun = fieldText(at, 'name');
  // A constructor's name is that of many others.
  return named < 0 || /^(new|from|into|default|build|clone|call|with_\w{1,40})$/.test(fun)
    ? undefined
    : { name: fun, named, described: place(description, 'description') };
}

/** The tools that calls of a project's own wrappers make; `through` says which wrapper. */
export function wrappedIn(
  path: string,
  text: string,
  wrappers: ReadonlyMap<string, Wrapper>,
): readonly (MadeTool & { readonly through: string })[] {
  if (![...wrappers.keys()].some((name) => text.includes(name))) return [];
  const read = readSyntax('rust', path, text, (root) => ({
    made: root.descendantsOfType('call_expression').flatMap((call) => {
      const called = fieldText(call, 'function')
        .replace(/::<.{0,200}>$/, '')
        .match(/\w+$/)?.[0];
      const wrapper = called === undefined ? undefined : wrappers.get(called);
      const args = parts(call.childForFieldName('arguments'));
      if (wrapper === undefined || args.length <= wrapper.named || isInTest(call)) return [];
      return [
        {
          ...written(call, args[wrapper.named], args[wrapper.described]),
          wrapper: undefined,
          through: wrapper.name,
          line: lineOf(call),
        },
      ];
    }),
  }));
  return read.made;
}

function holdsSchema(name: string): boolean {
  return /^(input_?schema|inputSchema|schema|parameters|input)$/.test(name);
}

function isInTest(node: Node): boolean {
  let at = node.parent;
  for (let steps = 0; at !== null && steps < 200; steps += 1) {
    if (at.type === 'mod_item' && /^tests?$/.test(fieldText(at, 'name'))) return true;
    at = at.parent;
  }
  return false;
}

/** The text inside the first `json!(…)`, which is JSON as long as no variable stands in it. */
function jsonIn(node: Node): string | undefined {
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
        wrapper: undefined,
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
function schemaTypeIn(node: Node): string | undefined {
  return node.text.match(/schema_(?:for|from)(?:_type)?(?:!\(|::<)\s*(\w+)/)?.[1];
}
