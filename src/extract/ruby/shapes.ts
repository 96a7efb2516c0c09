// Hashes in the shape of a tool, and what stands around them.
import type { Node } from 'web-tree-sitter';
import { membersOf, type Shaped, shapedBy, shapedTool } from '../_declarations/shaped-tools.ts';
import { fieldText, lineOf, parts } from '../_declarations/syntax.ts';
import { argumentsIn, keyOf, lowerExpr } from './expressions.ts';
import { type Surroundings, surroundings } from './scopes.ts';

export interface RubyShape extends Surroundings {
  readonly shaped: Shaped;
  readonly line: number;
}

/** Hashes, and the named arguments that a class hands to the constructor above it. */
export function shapesIn(root: Node): readonly RubyShape[] {
  const around = surroundings();
  const hashes = root.descendantsOfType('hash').flatMap((node) => {
    const shaped = parts(node).some(namesSchema) ? shapedTool(lowerExpr(node)) : undefined;
    return shaped === undefined ? [] : [{ shaped, ...around(node, shaped.name), line: lineOf(node) }];
  });
  const handedUp = root.descendantsOfType('call').flatMap((node) => {
    const list = node.childForFieldName('arguments');
    if (fieldText(node, 'method') !== 'super' || !parts(list).some(namesSchema)) return [];
    const entries = argumentsIn(list, lowerExpr).map(({ name, value }) => ({
      key: { kind: 'string', value: name, line: 0 } as const,
      value,
    }));
    const shaped = shapedBy(membersOf({ kind: 'dict', entries, line: 0 }));
    return [{ shaped, ...around(node, undefined), line: lineOf(node) }];
  });
  return [...hashes, ...handedUp];
}

function namesSchema(pair: Node): boolean {
  const key = pair.type === 'pair' ? pair.childForFieldName('key') : null;
  return key !== null && /^input_?[sS]chema$/.test(keyOf(key));
}
