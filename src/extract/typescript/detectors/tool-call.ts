// `server.tool(name, description?, shape or annotations?, annotations?, handler)`

import { fieldsOf } from '../definition.ts';
import { absent, optionsOf, textIn, type Value } from '../evaluator/values.ts';
import { isUnknown } from '../report.ts';
import type { Detector } from './detector.ts';
import { registrations } from './registration.ts';

export const toolCall: Detector = {
  id: 'tool',
  words: ['.tool(', '.tool<', '.tool.call('],
  detect: (machine, module, report) => {
    for (const { call, nodes, given, gated } of registrations(machine, module, 'tool', 2)) {
      const [name = absent, ...rest] = given.values;
      const last = nodes.at(-1);
      if (name.kind === 'object') {
        // `server.tool({name, description, schema}, handler)`
        const fields = fieldsOf(machine, name);
        if (fields !== undefined && (fields.description ?? fields.schema) !== undefined) {
          report.tool({
            ...fields,
            detector: 'tool',
            site: call,
            confidence: 0.9,
            gated: fields.gated ?? gated,
          });
        } else if (fields !== undefined && name.members.has('description')) {
          report.skip('name-not-constant', call, 'A tool has a name that is known only at run time.');
        }
        continue;
      }
      // A callback, or the name of one, comes last; `z.tool({…})` and the like are something else.
      if (
        last === undefined ||
        ['object', 'string', 'template_string', 'array', 'number'].includes(last.type)
      )
        continue;
      if (name.kind === 'function') continue;
      if (isUnknown(name) && rest.length < 2) continue;
      const [description, others] = parts(rest);
      const [first, second] = others.filter((value) => value.kind !== 'function');
      const isHints = first !== undefined && looksLikeHints(first);
      report.tool({
        detector: 'tool',
        name,
        description,
        schema: isHints ? absent : (first ?? absent),
        annotations: isHints ? first : second,
        site: call,
        confidence: 0.97,
        gated,
      });
    }
  },
};

/** The description, and what stands between it and the callback. */
function parts(rest: readonly Value[]): readonly [Value | undefined, readonly Value[]] {
  const [first, ...others] = rest;
  if (first === undefined) return [undefined, []];
  const isText = optionsOf(first).some((option) => textIn(option) !== undefined || option.kind === 'pattern');
  if (isText || (isUnknown(first) && rest.length >= 3)) return [first, others.slice(0, -1)];
  return [undefined, rest.slice(0, -1)];
}

const hintNames = new Set(['title', 'readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint']);

/** Annotations rather than a shape: no zod among the members, and only names of hints. */
function looksLikeHints(value: Value): boolean {
  const [option] = optionsOf(value);
  if (option?.kind !== 'object' || option.members.size === 0) return false;
  return [...option.members].every(([key, member]) => hintNames.has(key) && member.kind !== 'zod');
}
