// Low-level servers: `server.setRequestHandler(ListToolsRequestSchema, () => ({tools: […]}))`, and the method by its name.

import { fieldsOf } from '../definition.ts';
import { gateAt } from '../evaluator/conditions.ts';
import { type Machine, noArguments } from '../evaluator/machine.ts';
import { type Frame, optionsOf, textIn, unionOf, unknown, type Value } from '../evaluator/values.ts';
import { lookUp } from '../modules/module.ts';
import { bare, child, finalName, type SyntaxNode, textOf } from '../modules/syntax.ts';
import type { Detector } from './detector.ts';
import { sdkMarks } from './registration.ts';

export const listHandler: Detector = {
  id: 'list-handler',
  words: ['setRequestHandler'],
  detect: (machine, module, report) => {
    for (const call of module.calls.get('setRequestHandler') ?? []) {
      const [method, handler] = child(call, 'arguments')?.children ?? [];
      if (method === undefined || handler === undefined || !isListMethod(machine, method)) continue;
      if (sdkMarks.test(textOf(handler))) continue;
      machine.fresh(call);
      const seen = (frame: Frame | undefined): Value => toolsGiven(machine, handler, frame);
      for (const frame of machine.contexts(call, (context) => void seen(context))) {
        const condition = gateAt(machine, call, frame);
        if (condition === false) continue;
        listed(machine, seen(frame), call, condition);
      }
    }

    function listed(from: Machine, tools: Value, call: SyntaxNode, condition: string | undefined): void {
      const { items, open } = from.elements(tools);
      if (open || items.length === 0) {
        report.skip(
          'list-not-constant',
          call,
          'The list of tools is put together only at run time, at least in part.',
        );
      }
      for (const item of items.flatMap(optionsOf)) {
        if (item.kind === 'constant') continue;
        const fields = fieldsOf(from, item);
        if (fields !== undefined) {
          report.tool({
            ...fields,
            detector: 'list-handler',
            site: call,
            confidence: 0.97,
            gated: fields.gated ?? condition,
          });
        } else report.skip('name-not-constant', call, 'A tool of the list is known only at run time.');
      }
    }
  },
};

/** What the handler answers under `tools`. */
function toolsGiven(machine: Machine, handler: SyntaxNode, frame: Frame | undefined): Value {
  const answer = machine.call(machine.evaluate(handler, frame), noArguments, undefined);
  const lists = optionsOf(answer).map((option) => machine.member(option, 'tools'));
  const real = lists.filter((list) => list.kind !== 'constant');
  const known = real.filter((list) => list.kind !== 'unknown');
  return real.length === 0 ? unknown : unionOf(known.length === 0 ? real : known);
}

/** True for the schema of tools/list, by its name, its method, or, in a bundle, the text of its declaration. */
function isListMethod(machine: Machine, node: SyntaxNode): boolean {
  if (finalName(node) === 'ListToolsRequestSchema') return true;
  const value = machine.watching(() => machine.evaluate(node, undefined)).result;
  if (textIn(value) === 'tools/list') return true;
  if (value.kind === 'external') return value.path.at(-1) === 'ListToolsRequestSchema';
  if (value.kind === 'zod') return value.shape?.get('method')?.json['const'] === 'tools/list';
  const name = bare(node);
  if (name.type !== 'identifier') return false;
  const module = machine.project.moduleOf(name);
  const declaration = lookUp(module, textOf(name), name);
  if (declaration?.kind !== 'variable') return false;
  const texts = [declaration.init, ...(module.assignments.get(textOf(name)) ?? [])].map((part) =>
    part === undefined ? '' : textOf(part).slice(0, 300),
  );
  return texts.some((text) => /["'`]tools\/list["'`]/.test(text));
}
