// mcp-framework: `class AddTool extends MCPTool { name = "add"; schema = … }`, found by its folder at run time.
import { fieldsOf } from '../definition.ts';
import { textIn, type Value } from '../evaluator/values.ts';
import type { Detector } from './detector.ts';

export const toolClass: Detector = {
  id: 'tool-class',
  words: ['mcp-framework'],
  detect: (machine, module, report) => {
    for (const node of module.classes) {
      machine.fresh(node);
      const base = machine.superclass({ kind: 'class', node, frame: undefined });
      if (base?.kind !== 'external' || base.from !== 'mcp-framework' || base.path.at(-1) !== 'MCPTool')
        continue;
      const instance: Value = {
        kind: 'instance',
        of: { kind: 'class', node, frame: undefined },
        args: [],
        open: true,
        fields: new Map(),
      };
      const fields = fieldsOf(machine, instance);
      if (fields === undefined || textIn(fields.name) === undefined) {
        report.skip('name-not-constant', node, 'A tool class has a name that is known only at run time.');
      } else report.tool({ ...fields, detector: 'tool-class', site: node, confidence: 0.95 });
    }
  },
};
