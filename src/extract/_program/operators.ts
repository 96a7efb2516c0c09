// Operators on known values.
import { itemsOf } from './names.ts';
import type { Run } from './run.ts';
import { joined, plain } from './texts.ts';
import { dict, firstOf, isKind, keyOf, list, longestList, unknown, type Value } from './values.ts';

/** The result of an operator on two known values. */
export function combine(operator: string, left: Value, right: Value, run: Run): Value {
  const texts = [left, right].every((side) => typeof side === 'string' || isKind(side, 'pattern'));
  switch (operator) {
    case '+':
      if (texts) return joined([left, right]);
      if (typeof left === 'number' && typeof right === 'number') return left + right;
      if (isKind(left, 'list') || isKind(right, 'list')) {
        const [a, b] = [itemsOf(left, run), itemsOf(right, run)];
        const items = [...a.items, ...b.items].slice(0, longestList);
        return list(items, isKind(left, 'list') ? left.shape : 'list', a.open || b.open);
      }
      if (typeof left === 'string' || typeof right === 'string') return joined([left, right]);
      return unknown;
    case '-':
    case '*':
    case '/':
    case '//':
    case '**':
    case '%':
      return arithmetic(operator, left, right);
    case '|':
      if (isKind(left, 'dict') && isKind(right, 'dict')) {
        const made = dict([], left.open || right.open);
        for (const [name, entry] of [...left.entries, ...right.entries]) made.entries.set(name, entry);
        return made;
      }
      if (isKind(left, 'list') && isKind(right, 'list')) {
        return list([...left.items, ...right.items], left.shape, left.open || right.open);
      }
      return unknown;
    case '==':
    case '!=':
    case 'is':
    case 'is not': {
      const same = equal(left, right, run);
      return same === undefined ? unknown : same === (operator === '==' || operator === 'is');
    }
    case 'in':
    case 'not in': {
      const inside = contains(right, left, run);
      return inside === undefined ? unknown : inside === (operator === 'in');
    }
    case '<':
    case '>':
    case '<=':
    case '>=':
      if (typeof left !== 'number' || typeof right !== 'number') return unknown;
      return operator === '<'
        ? left < right
        : operator === '>'
          ? left > right
          : operator === '<='
            ? left <= right
            : left >= right;
    default:
      return unknown;
  }
}

function arithmetic(operator: string, left: Value, right: Value): Value {
  if (operator === '*' && typeof left === 'string' && typeof right === 'number') {
    return left.length * right <= 10_000 ? left.repeat(Math.max(0, Math.trunc(right))) : unknown;
  }
  if (operator === '%' && (typeof left === 'string' || isKind(left, 'pattern'))) return percent(left, right);
  if (typeof left !== 'number' || typeof right !== 'number') return unknown;
  const result =
    operator === '-'
      ? left - right
      : operator === '*'
        ? left * right
        : operator === '/'
          ? left / right
          : operator === '//'
            ? Math.floor(left / right)
            : operator === '**'
              ? left ** right
              : left % right;
  return Number.isFinite(result) ? result : unknown;
}

/** `"%s" % value`, for plain `%s` alone. */
function percent(left: Value, right: Value): Value {
  if (typeof left !== 'string') return unknown;
  const values = isKind(right, 'list') ? right.items : [right];
  const texts = left.split('%s');
  if (texts.length !== values.length + 1 || texts.some((text) => text.includes('%'))) return unknown;
  return joined(
    texts.flatMap((text, index): Value[] => (index === 0 ? [text] : [firstOf(values[index - 1]), text])),
  );
}

function equal(left: Value, right: Value, run: Run): boolean | undefined {
  if (left === null || right === null) {
    const other = left === null ? right : left;
    if (other === null) return true;
    if (run.dialect.isThere?.(other) === true) return false;
    return typeof other !== 'object' || ['list', 'dict', 'callable', 'class', 'thing'].includes(other.kind)
      ? isKind(other, 'thing') && (other.assumed || other.of.kind === 'external')
        ? undefined
        : false
      : undefined;
  }
  if (typeof left !== 'object' && typeof right !== 'object') return left === right;
  if (left === right) return isKind(left, 'unknown') ? undefined : true;
  const [a, b] = [keyOf(left), keyOf(right)];
  return a === undefined || b === undefined ? undefined : a === b;
}

function contains(where: Value, what: Value, run: Run): boolean | undefined {
  if (typeof where === 'string') return typeof what === 'string' ? where.includes(what) : undefined;
  const key = keyOf(what);
  if (key === undefined) return undefined;
  if (isKind(where, 'dict')) return where.entries.has(key) ? true : where.open ? undefined : false;
  if (!isKind(where, 'list')) return undefined;
  const { items, open } = itemsOf(where, run);
  const keys = items.map((item) => keyOf(plain(item)));
  if (keys.includes(key)) return true;
  return open || keys.includes(undefined) ? undefined : false;
}
