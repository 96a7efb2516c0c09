// What import statements bind.
import type { Stmt } from './ast.ts';
import { bind } from './names.ts';
import { moduleOf, type Run } from './run.ts';
import { external, type Scope } from './values.ts';

/** Loads the modules that an import statement names, and binds its name. */
export function importInto(statement: Extract<Stmt, { kind: 'import' }>, scope: Scope, run: Run): void {
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
