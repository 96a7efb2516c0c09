// Executing statements far enough to know what names, lists and registrations come of them.
import { assignTo, augment } from './assignment.ts';
import type { Expr, Stmt } from './ast.ts';
import { define, defineClass } from './definitions.ts';
import { evaluate } from './expressions.ts';
import { importInto } from './imports.ts';
import { bind, branches, itemsOf } from './names.ts';
import { enter, isSpent, moduleOf, type Run, under } from './run.ts';
import { firstOf, isKind, list, type Scope, truth, unknown, type Value } from './values.ts';
import { returnValue, startYields } from './yields.ts';

/** How a block ended: it ran through, or control left it. */
export type Ending = 'through' | 'return' | 'raise' | 'break' | 'continue';

/** Runs a function body in its scope and gives what it returns: all it yields when it is a generator. */
export function runBody(body: readonly Stmt[], scope: Scope, run: Run): Value[] | Value {
  const frame = startYields(scope);
  const gates = run.gates.length;
  execute(body, scope, run);
  run.gates.length = gates;
  if (frame.yields.length > 0 || frame.open) return list(frame.yields, 'list', frame.open);
  return frame.returns;
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
      returnValue(value, scope);
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
          run.unsure += 1;
          for (const handler of statement.handlers) execute(handler, scope, run);
          run.unsure -= 1;
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
  if (statement.text === '') {
    const known = truth(evaluate(statement.test, scope, run));
    if (known !== undefined) return execute(known ? statement.body : statement.orElse, scope, run);
  }
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
  if (left !== 'through' && left !== 'raise' && scope.kind === 'function' && !isUsual(statement.text, run)) {
    run.gates.push(yes === 'through' ? statement.text : negated(statement.text));
  }
  return 'through';
}

/** A guard that says nothing of the server's tools: against doing things twice, for a part that is absent, of the command line. */
function isUsual(guard: string, run: Run): boolean {
  return (
    run.stack.at(-1)?.name === 'main' ||
    /^[*\w.]*(registered|initiali[sz]ed|already|loaded|version|help|dry_?run)\w*$/i.test(guard) ||
    /^[\w.]+ is (not )?None$/.test(guard) ||
    // The program does something else then, and lists nothing.
    /^(cli_)?(args|opts|options|parsed|flags)\.\w+$/.test(guard)
  );
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
