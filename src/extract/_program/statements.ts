// Executing statements far enough to know what names, lists and registrations come of them.
import type { Expr, Stmt } from './ast.ts';
import { setAttribute, setItem } from './attributes.ts';
import { define, defineClass } from './definitions.ts';
import { evaluate } from './expressions.ts';
import { bind, branches, itemsOf } from './names.ts';
import { combine } from './operators.ts';
import { enter, isSpent, moduleOf, type Run, under } from './run.ts';
import {
  bare,
  either,
  external,
  firstOf,
  isKind,
  list,
  type Scope,
  truth,
  unknown,
  type Value,
} from './values.ts';
/** How a block ended: it ran through, or control left it. */
export type Ending = 'through' | 'return' | 'raise' | 'break' | 'continue';

/** What a function body gives besides its effects. */
interface Yield {
  readonly returns: Value[];
  readonly yields: Value[];
  open: boolean;
}

const frames = new WeakMap<Scope, Yield>();

/** Runs a function body in its scope and gives what it returns: all it yields when it is a generator. */
export function runBody(body: readonly Stmt[], scope: Scope, run: Run): Value[] | Value {
  const frame: Yield = { returns: [], yields: [], open: false };
  frames.set(scope, frame);
  const gates = run.gates.length;
  execute(body, scope, run);
  run.gates.length = gates;
  if (frame.yields.length > 0 || frame.open) return list(frame.yields, 'list', frame.open);
  return frame.returns;
}

export function yieldValue(value: Value, from: boolean, scope: Scope, run: Run): void {
  const frame = frameOf(scope);
  if (frame === undefined) return;
  if (!from) {
    frame.yields.push(value);
    return;
  }
  const inner = itemsOf(value, run);
  frame.yields.push(...inner.items);
  frame.open ||= inner.open;
}

function frameOf(scope: Scope): Yield | undefined {
  return frames.get(scope) ?? (scope.parent === undefined ? undefined : frames.get(scope.parent));
}

export function execute(body: readonly Stmt[], scope: Scope, run: Run): Ending {
  const gates = run.gates.length;
  let ending: Ending = 'through';
  for (const statement of body) {
    if (!enter(run)) break;
    try {
      ending = one(statement, scope, run);
    } finally {
      run.depth -= 1;
    }
    if (ending !== 'through') break;
  }
  // A guard such as `if read_only: return` gates the rest of its function, not only of its block.
  if (scope.kind !== 'function') run.gates.length = Math.min(run.gates.length, gates);
  return ending;
}

function one(statement: Stmt, scope: Scope, run: Run): Ending {
  switch (statement.kind) {
    case 'expression':
      evaluate(statement.value, scope, run);
      return 'through';
    case 'assign': {
      if (statement.annotation !== undefined && statement.target.kind === 'name') {
        scope.annotations.set(statement.target.id, statement.annotation);
      }
      if (statement.value === undefined) return 'through';
      assignTo(statement.target, evaluate(statement.value, scope, run), scope, run);
      return 'through';
    }
    case 'augmented':
      augment(statement, scope, run);
      return 'through';
    case 'import':
      importInto(statement, scope, run);
      return 'through';
    case 'function':
      define(statement, scope, run);
      return 'through';
    case 'class':
      bind(statement.name, defineClass(statement, scope, run), scope);
      return 'through';
    case 'return': {
      const value = statement.value === undefined ? null : evaluate(statement.value, scope, run);
      frames.get(scope)?.returns.push(value);
      return 'return';
    }
    case 'leave':
      return statement.how;
    case 'outer':
      for (const name of statement.names) scope.outer.add(name);
      return 'through';
    case 'if':
      return runIf(statement, scope, run);
    case 'for':
      return runFor(statement, scope, run);
    case 'while':
      execute(statement.body, scope, run);
      return 'through';
    case 'with':
      for (const item of statement.items) {
        const value = evaluate(item.value, scope, run);
        if (item.target !== undefined)
          assignTo(item.target, isKind(value, 'list') ? firstOf(value.items[0]) : value, scope, run);
      }
      return execute(statement.body, scope, run);
    case 'try': {
      let ending = 'through' as Ending;
      branches(
        scope,
        () => {
          ending = execute(statement.body, scope, run);
        },
        () => {
          for (const handler of statement.handlers) execute(handler, scope, run);
        },
      );
      const after = execute(statement.after, scope, run);
      return ending === 'raise' ? 'through' : after === 'through' ? ending : after;
    }
    case 'match':
      for (const each of statement.cases) {
        under(run, each.text, () =>
          branches(
            scope,
            () => execute(each.body, scope, run),
            () => {},
          ),
        );
      }
      return 'through';
  }
}

/** Conditions that hold whenever the server runs. */
const alwaysTrue = /^(__name__\s*==|typing\.TYPE_CHECKING|TYPE_CHECKING|sys\.version_info)/;

function runIf(statement: Extract<Stmt, { kind: 'if' }>, scope: Scope, run: Run): Ending {
  if (statement.text === '' || alwaysTrue.test(statement.text)) {
    let taken: Ending = 'through';
    branches(
      scope,
      () => {
        taken = execute(statement.body, scope, run);
      },
      () => execute(statement.orElse, scope, run),
    );
    return statement.text === '' ? 'through' : taken;
  }
  const test = truth(evaluate(statement.test, scope, run));
  const flag = isFlag(statement.test, scope);
  if (test === true) return execute(statement.body, scope, run);
  if (test === false && !flag) return execute(statement.orElse, scope, run);
  let yes: Ending = 'through';
  let no: Ending = 'through';
  branches(
    scope,
    () => {
      yes = under(run, statement.text, () => execute(statement.body, scope, run));
    },
    () => {
      no = under(run, negated(statement.text), () => execute(statement.orElse, scope, run));
    },
  );
  if (yes !== 'through' && no !== 'through') return yes === no ? yes : 'return';
  const left = yes === 'through' ? no : yes;
  if (left !== 'through' && left !== 'raise' && scope.kind === 'function') {
    run.gates.push(yes === 'through' ? statement.text : negated(statement.text));
  }
  return 'through';
}

/** A switch set once in its module: what it guards is a part of the server that is off by default. */
function isFlag(test: Expr, scope: Scope): boolean {
  if (test.kind !== 'name' || scope.vars.has(test.id) === (scope.kind === 'function')) return false;
  return typeof moduleOf(scope).scope.vars.get(test.id) === 'boolean';
}

function negated(text: string): string {
  return text.startsWith('not ') ? text.slice(4) : `not ${text}`;
}

function runFor(statement: Extract<Stmt, { kind: 'for' }>, scope: Scope, run: Run): Ending {
  const { items, open } = itemsOf(evaluate(statement.iterable, scope, run), run);
  const gates = run.gates.length;
  const rounds: Value[] = items.slice(0, 2_000);
  // Items that are not known stand for one round in which nothing is known.
  if (open) rounds.push(unknown);
  for (const item of rounds) {
    if (isSpent(run)) break;
    const gate = isKind(item, 'conditioned') ? item.gate : undefined;
    const ending = under(run, gate, () => {
      assignTo(statement.target, item, scope, run);
      return execute(statement.body, scope, run);
    });
    run.gates.length = gates;
    if (ending === 'break' && !open) break;
    if (ending === 'return' && items.length <= 1 && !open) return 'return';
  }
  return 'through';
}

function augment(statement: Extract<Stmt, { kind: 'augmented' }>, scope: Scope, run: Run): void {
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
      const inner = bare(value);
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

function importInto(statement: Extract<Stmt, { kind: 'import' }>, scope: Scope, run: Run): void {
  const here = moduleOf(scope);
  const found = run.find(here, statement.module, statement.level);
  const dotted = `${'.'.repeat(statement.level)}${statement.module}`;
  if (statement.name === undefined) {
    if (found !== undefined) run.load(found);
    if (statement.alias !== '') {
      bind(statement.alias, found ?? external(dotted), scope);
      return;
    }
    const [root = ''] = statement.module.split('.');
    const package_ = run.find(here, root, 0);
    bind(root, package_ ?? external(root), scope);
    return;
  }
  if (statement.name === '*') {
    if (found !== undefined && found !== here) {
      run.load(found);
      scope.stars.push(found);
    }
    return;
  }
  if (found === undefined) {
    const sub = run.find(
      here,
      statement.module === '' ? statement.name : `${statement.module}.${statement.name}`,
      statement.level,
    );
    if (sub !== undefined) run.load(sub);
    const path = dotted.endsWith('.') ? `${dotted}${statement.name}` : `${dotted}.${statement.name}`;
    bind(statement.alias, sub ?? external(path), scope);
    return;
  }
  run.load(found);
  if (!found.scope.vars.has(statement.name) && found.path.endsWith('__init__.py')) {
    const sub = run.find(found, statement.name, 1);
    if (sub !== undefined && sub !== here) run.load(sub);
  }
  bind(statement.alias, { kind: 'import', from: found, name: statement.name }, scope);
}
