// Servers without an SDK, which answer `tools/list` themselves: `case "tools/list": … {tools: […]}`.

import { fieldsOf } from '../definition.ts';
import { optionsOf, textIn } from '../evaluator/values.ts';
import { stringValue } from '../modules/strings.ts';
import { above, child, isFunction, nodeAt, type SyntaxNode, textOf } from '../modules/syntax.ts';
import type { Detector } from './detector.ts';

const method = 'tools/list';

export const jsonRpc: Detector = {
  id: 'json-rpc',
  words: [method],
  detect: (machine, module, report) => {
    for (const branch of branches(module.root)) {
      for (const list of toolLists(branch)) {
        machine.fresh(list);
        const found = machine.contexts(list, (frame) => void machine.evaluate(list, frame));
        for (const frame of found) {
          const { items, open } = machine.elements(machine.evaluate(list, frame));
          if (open)
            report.skip(
              'list-not-constant',
              list,
              'The list of tools is put together only at run time, at least in part.',
            );
          for (const item of items.flatMap(optionsOf)) {
            const fields = fieldsOf(machine, item);
            if (fields === undefined || textIn(fields.name) === undefined) continue;
            report.tool({ ...fields, detector: 'json-rpc', site: list, confidence: 0.85 });
          }
        }
      }
    }
  },
};

/** The branches that answer the method: of a switch, of an `if`, or the function kept under its name in a table. */
function branches(root: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const { text } = root.source;
  for (let offset = text.indexOf(method); offset >= 0; offset = text.indexOf(method, offset + 1)) {
    const at = nodeAt(root, offset);
    if (at.type === 'string' && at.end - at.start === method.length + 2 && stringValue(at) === method) {
      const { parent } = at;
      if (parent?.type === 'switch_case' && at.field === 'value') found.push(parent);
      else if (parent?.type === 'pair' && at.field === 'key') found.push(parent);
      else if (parent?.type === 'binary_expression') {
        const statement = above(parent, (node) => node.type === 'if_statement' || isFunction(node));
        const then = statement?.type === 'if_statement' ? child(statement, 'consequence') : undefined;
        if (then !== undefined && !inside(then, at)) found.push(then);
      }
    }
  }
  return found;
}

function inside(outer: SyntaxNode, node: SyntaxNode): boolean {
  return outer.start <= node.start && node.end <= outer.end;
}

/** What stands under `tools:` in the branch. */
function toolLists(branch: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const stack: SyntaxNode[] = [branch];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const key = at.type === 'pair' ? child(at, 'key') : undefined;
    const value = at.type === 'pair' ? child(at, 'value') : undefined;
    if (key !== undefined && value !== undefined && /^["']?tools["']?$/.test(textOf(key))) {
      if (value.type !== 'object') found.push(value);
      continue;
    }
    if (at.type === 'shorthand_property_identifier' && textOf(at) === 'tools') found.push(at);
    for (const next of at.children) stack.push(next);
  }
  return found.reverse();
}
