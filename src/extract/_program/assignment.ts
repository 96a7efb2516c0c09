// Giving values to names, attributes, items and patterns of them.
import type { Expr, Stmt } from './ast.ts';
import { setAttribute, setItem } from './attributes.ts';
import { evaluate } from './expressions.ts';
import { bind, itemsOf } from './names.ts';
import { combine } from './operators.ts';
import type { Run } from './run.ts';
import { bare, either, firstOf, isKind, list, type Scope, unknown, type Value } from './values.ts';

/** Binds a value to a target: a name, an attribute, an item or a pattern of them. */
export function assignTo(target: Expr, value: Value, scope: Scope, run: Run): void {
  switch (target.kind) {
    case 'name':
      bind(target.id, value, scope);
      return;
    case 'attribute':
      setAttribute(evaluate(target.object, scope, run), target.name, value, run);
      return;
    case 'subscript': {
      const [index] = target.indices;
      if (index !== undefined) {
        setItem(evaluate(target.object, scope, run), evaluate(index, scope, run), value, run);
      }
      return;
    }
    case 'list': {
      const inner = unpacked(bare(value));
      if (isKind(inner, 'either') && inner.options.every((option) => isKind(option, 'list'))) {
        target.items.forEach((item, index) => {
          const parts = inner.options.map((option) =>
            isKind(option, 'list') ? firstOf(option.items[index]) : unknown,
          );
          const [first = unknown, ...more] = parts;
          assignTo(item, more.reduce(either, first), scope, run);
        });
        return;
      }
      const known = isKind(inner, 'list') && !inner.open ? inner.items : undefined;
      const splat = target.items.findIndex((item) => item.kind === 'splat');
      target.items.forEach((item, index) => {
        if (item.kind === 'splat') {
          const rest = known?.slice(index, known.length - (target.items.length - 1 - index));
          assignTo(item.value, rest === undefined ? unknown : list(rest), scope, run);
          return;
        }
        const at = splat >= 0 && index > splat ? index - target.items.length : index;
        const part = isKind(inner, 'list') && inner.open && splat < 0 ? inner.items[index] : known?.at(at);
        assignTo(item, firstOf(part), scope, run);
      });
      return;
    }
    default:
  }
}

/** What a library gives as a tuple with names. */
function unpacked(value: Value): Value {
  return isKind(value, 'thing') && isKind(value.of, 'external') && value.of.path === 'pkgutil.ModuleInfo'
    ? list([...value.args], 'tuple')
    : value;
}

/** `target += value`: a list grows in place, everything else is bound anew. */
export function augment(statement: Extract<Stmt, { kind: 'augmented' }>, scope: Scope, run: Run): void {
  const before = evaluate(statement.target, scope, run);
  const more = evaluate(statement.value, scope, run);
  const inner = bare(before);
  if (isKind(inner, 'list') && statement.operator === '+=') {
    const { items, open } = itemsOf(more, run);
    const gate = run.gates.at(-1);
    inner.items.push(
      ...items.map((value): Value => (gate === undefined ? value : { kind: 'conditioned', value, gate })),
    );
    inner.open ||= open;
    return;
  }
  assignTo(statement.target, combine(statement.operator.slice(0, -1), before, more, run), scope, run);
}
