// Go source text -> the program model that the interpreter reads.
import type { Node } from 'web-tree-sitter';
import type { Expr, FunctionDef, Stmt } from '../../_program/ast.ts';
import { parse } from '../../_syntax/parser.ts';
import { lowerExpr } from './expressions.ts';
import { lastName, lineOf, newValue, other, parts, unquoted } from './nodes.ts';
import { lowerBlock, lowerVariables, worthReading } from './statements.ts';
import { fieldsOf, type GoField, lowerParams, lowerTypeExpr } from './types.ts';

/** A parsed file. Declarations are bound in the package, imports in the file. */
export interface GoFile {
  readonly imports: readonly { readonly path: string; readonly alias: string }[];
  /** Constants and variables. */
  readonly values: readonly Stmt[];
  readonly functions: readonly GoFunction[];
  readonly types: readonly GoType[];
  readonly damaged: number | undefined;
}

export interface GoFunction {
  readonly def: FunctionDef;
  /** Name of the type that a method belongs to. */
  readonly receiver: string | undefined;
}

export interface GoType {
  readonly name: string;
  /** Fields in order, with their tags; undefined when the type is no struct. */
  readonly fields: readonly GoField[] | undefined;
  readonly type: Expr;
  readonly line: number;
}

export function readGo(text: string): GoFile {
  const file = fileOf(text);
  // Since Go 1.26 `new` takes values besides types, which the grammar does not know.
  return file.damaged !== undefined && newOfValue.test(text)
    ? fileOf(text.replace(newOfValue, `${newValue}(`))
    : file;
}

const newOfValue =
  /\bnew\((?!\w*(?:map|func|struct|interface|chan)\b)(?=["'`\d-]|(?:true|false)\)|\w+\.\w+\.|\[\][\w.]+\{|[\w.]+[[({])/g;

function fileOf(text: string): GoFile {
  const tree = parse('go', text);
  try {
    const file = { imports: [], values: [], functions: [], types: [] } as {
      imports: { path: string; alias: string }[];
      values: Stmt[];
      functions: GoFunction[];
      types: GoType[];
    };
    for (const node of tree.rootNode.namedChildren) {
      if (node.type === 'import_declaration') {
        for (const spec of node.descendantsOfType('import_spec')) {
          const path = unquoted(spec.childForFieldName('path'));
          file.imports.push({ path, alias: spec.childForFieldName('name')?.text ?? packageName(path) });
        }
      } else if (node.type === 'const_declaration' || node.type === 'var_declaration') {
        lowerVariables(node, file.values, 0);
      } else if (node.type === 'function_declaration' || node.type === 'method_declaration') {
        file.functions.push(lowerFunction(node));
      } else if (node.type === 'type_declaration') {
        for (const spec of parts(node)) file.types.push(lowerType(spec));
      }
    }
    const damaged = tree.rootNode.hasError ? damagedLine(tree.rootNode) : undefined;
    return { ...file, damaged };
  } finally {
    tree.delete();
  }
}

function damagedLine(root: Node): number {
  let node = root;
  for (let depth = 0; depth < 200; depth += 1) {
    const next = node.children.find((child) => child.isError || child.isMissing || child.hasError);
    if (next === undefined) break;
    node = next;
    if (node.isError || node.isMissing) break;
  }
  return lineOf(node);
}

function packageName(path: string): string {
  const segments = path.split('/');
  const last = segments.at(-1) ?? path;
  const name = /^v\d+$/.test(last) ? (segments.at(-2) ?? last) : last;
  return name.replace(/^go-|\.go$|\.v\d+$/g, '').replaceAll('-', '_');
}

function lowerType(spec: Node): GoType {
  const type = spec.childForFieldName('type');
  const fields = type?.type === 'struct_type' ? fieldsOf(type) : undefined;
  return {
    name: spec.childForFieldName('name')?.text ?? '',
    fields,
    type: type === null ? other(spec) : lowerTypeExpr(type, 0),
    line: lineOf(spec),
  };
}

function lowerFunction(node: Node): GoFunction {
  const receiver = node.childForFieldName('receiver');
  const body = node.childForFieldName('body');
  const name = node.childForFieldName('name');
  const text = body?.text ?? '';
  const own = receiver === null ? [] : lowerParams(receiver);
  const type = own[0]?.annotation;
  const def: FunctionDef = {
    kind: 'function',
    name: name?.text ?? '',
    params: [...own, ...lowerParams(node.childForFieldName('parameters'))],
    returns: undefined,
    decorators: [],
    docstring: undefined,
    body: body === null ? undefined : worthReading(text) ? lowerBlock(body, 0) : returnedFunction(body),
    mentions: new Set([...text.matchAll(/([A-Za-z_]\w*)[({[]/g)].map((match) => match[1] ?? '')),
    line: lineOf(name ?? node),
  };
  return { def, receiver: receiver === null || type === undefined ? undefined : lastName(type) };
}

/** Of a body that is not read: the function that it returns, whose parameters may be those of a tool. */
function returnedFunction(body: Node): Stmt[] | undefined {
  const last = parts(parts(body)[0] ?? body).at(-1);
  const returned = last?.type === 'return_statement' ? parts(parts(last)[0] ?? last)[0] : undefined;
  if (last === undefined || returned?.type !== 'func_literal') return undefined;
  return [{ kind: 'return', value: lowerExpr(returned), line: lineOf(last) }];
}
