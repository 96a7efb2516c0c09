// FastMCP and its kin: `server.addTool({name, description, parameters, annotations, execute})`, one or a list.

import { fieldsOf } from '../definition.ts';
import { absent, optionsOf, textIn, unknown } from '../evaluator/values.ts';
import type { Detector } from './detector.ts';
import { registrations } from './registration.ts';

export const addTool: Detector = {
  id: 'add-tool',
  words: ['addTool', '.tools(['],
  detect: (machine, module, report) => {
    for (const method of ['addTool', 'addTools', 'tools']) {
      for (const { call, nodes, given, gated } of registrations(machine, module, method, 1)) {
        // `server.tools([…])`; other methods of that name ask for tools.
        if (method === 'tools' && nodes[0]?.type !== 'array') continue;
        const [first = unknown, second = absent, third = absent] = given.values;
        if (textIn(first) !== undefined && method === 'addTool') {
          report.tool({
            detector: 'add-tool',
            name: first,
            description: second,
            schema: third.kind === 'function' ? absent : third,
            site: call,
            confidence: 0.8,
            gated,
          });
          continue;
        }
        const listed =
          first.kind === 'array'
            ? first
            : {
                items: [
                  ...optionsOf(first),
                  ...given.values.slice(1).filter((value) => value.kind === 'object'),
                ],
                open: false,
              };
        if (listed.open)
          report.skip('list-not-constant', call, 'A list of tools is put together only at run time.');
        for (const item of listed.items) {
          const fields = fieldsOf(machine, item);
          if (fields !== undefined)
            report.tool({
              ...fields,
              detector: 'add-tool',
              site: call,
              confidence: 0.95,
              gated: fields.gated ?? gated,
            });
          else
            report.skip(
              'name-not-constant',
              call,
              'A tool is added from an object that is known only at run time.',
            );
        }
      }
    }
  },
};
