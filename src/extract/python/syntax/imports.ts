// Python's imports, one statement a name.
import type { Node } from 'web-tree-sitter';
import type { Stmt } from '../../_program/ast.ts';
import { parts, textOf } from './expressions.ts';

export function lowerImport(node: Node, line: number, into: Stmt[]): void {
  const from = node.type === 'import_from_statement';
  const origin = node.childForFieldName('module_name');
  const relative = origin?.type === 'relative_import';
  const level = relative ? (parts(origin)[0]?.text.replace(/[^.]/g, '').length ?? 0) : 0;
  const module = relative ? (parts(origin)[1]?.text ?? '') : (origin?.text ?? '');
  const named = node.childrenForFieldName('name');
  for (const child of named) {
    const aliased = child.type === 'aliased_import';
    const name = aliased ? textOf(child, 'name') : child.text;
    const alias = aliased ? textOf(child, 'alias') : from ? name : (name.split('.')[0] ?? name);
    if (from) into.push({ kind: 'import', module, level, name, alias, line });
    // `import a.b` binds `a`; `import a.b as c` binds the inner module.
    else
      into.push({
        kind: 'import',
        module: name,
        level: 0,
        name: undefined,
        alias: aliased ? alias : '',
        line,
      });
  }
  if (from && node.namedChildren.some((child) => child.type === 'wildcard_import')) {
    into.push({ kind: 'import', module, level, name: '*', alias: '*', line });
  }
}
