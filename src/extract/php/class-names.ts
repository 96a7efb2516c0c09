// Names that a PHP class makes of its own name.
import { type Around, constantOf, textOfConstant } from '../_declarations/constants.ts';
import type { ClassDecl } from '../_declarations/declarations.ts';
import type { Expr } from '../_program/ast.ts';

const longest = 200;

/** `str_replace('Tool', '', class_basename($this))`, `Str::kebab(…)`; undefined for what is made of anything else. */
export function nameFromClass(
  expr: Expr,
  locals: ReadonlyMap<string, Expr>,
  cls: ClassDecl,
  depth = 0,
): string | undefined {
  if (depth > 12) return undefined;
  const next = (inner: Expr | undefined): string | undefined =>
    inner === undefined ? undefined : nameFromClass(inner, locals, cls, depth + 1);
  if (expr.kind === 'string') return expr.value;
  if (expr.kind === 'name') return next(locals.get(expr.id));
  // `static::class`, `self::class`
  if (expr.kind === 'attribute') return expr.name === 'class' ? cls.name : undefined;
  if (expr.kind === 'binary' && expr.operator === '.') {
    const [left, right] = [next(expr.left), next(expr.right)];
    return left === undefined || right === undefined ? undefined : `${left}${right}`;
  }
  if (expr.kind !== 'call') return undefined;
  const { callee, args } = expr;
  const name = callee.kind === 'name' ? callee.id : callee.kind === 'attribute' ? callee.name : '';
  const values = args.map((arg) => arg.value);
  if (/^(getShortName|class_basename|get_class|getClass)$/.test(name)) return cls.name;
  const text = next(name === 'str_replace' ? values[2] : values[0]);
  if (text === undefined || text.length > longest) return undefined;
  return converted(name, text, values, cls);
}

function converted(name: string, text: string, values: readonly Expr[], cls: ClassDecl): string | undefined {
  const around: Around = { classes: new Map(), cls: undefined, path: cls.path, locals: new Map() };
  const constant = (at: number): string | undefined => textOfConstant(constantOf(values[at], around));
  const words = (by: string): string => text.replace(/(?<=[^A-Z_-])(?=[A-Z])/g, by).toLowerCase();
  switch (name) {
    case 'str_replace': {
      const [from, to] = [constant(0), constant(1)];
      return from === undefined || to === undefined || from === '' ? undefined : text.replaceAll(from, to);
    }
    case 'kebab':
      return words('-');
    case 'snake':
      return words(constant(1) ?? '_');
    case 'camel':
    case 'lcfirst':
      return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
    case 'lower':
    case 'strtolower':
      return text.toLowerCase();
    case 'replaceLast':
    case 'beforeLast':
      return undefined;
    case 'basename':
    case 'trim':
      return values.length === 1 ? text : undefined;
    default:
      return undefined;
  }
}
