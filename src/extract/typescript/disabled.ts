// Tools that are switched off right after they were registered: `const tool = server.registerTool(…); if (…) tool.disable()`.
import { gateAt } from './evaluator/conditions.ts';
import type { Machine } from './evaluator/machine.ts';
import type { Frame } from './evaluator/values.ts';
import { lookUp } from './modules/module.ts';
import { above, bare, child, isFunction, type SyntaxNode, textOf } from './modules/syntax.ts';

/** The condition under which a registered tool stays on; false when it is switched off in any case, undefined when nothing does. */
export function disabledGate(
  machine: Machine,
  call: SyntaxNode,
  frame: Frame | undefined,
): string | undefined | false {
  const holder = call.parent?.type === 'await_expression' ? call.parent.parent : call.parent;
  const target = holder?.type === 'variable_declarator' ? child(holder, 'name') : undefined;
  if (target?.type !== 'identifier') return undefined;
  const module = machine.project.moduleOf(call);
  const declaration = lookUp(module, textOf(target), target);
  for (const off of module.calls.get('disable') ?? []) {
    const callee = child(off, 'function');
    const object = callee === undefined ? undefined : child(bare(callee), 'object');
    if (object?.type !== 'identifier' || textOf(object) !== textOf(target)) continue;
    if (declaration === undefined || lookUp(module, textOf(object), object) !== declaration) continue;
    // Elsewhere it is switched off later, when something happens.
    if (above(off, isFunction) !== above(call, isFunction)) continue;
    const condition = gateAt(machine, off, frame);
    if (condition === undefined) return false;
    if (condition !== false) return `not: ${condition}`;
  }
  return undefined;
}
