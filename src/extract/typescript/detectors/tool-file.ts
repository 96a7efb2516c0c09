// xmcp: a file below a folder of tools gives out `metadata`, `schema` and a default function.

import { posix } from 'node:path';
import { absent, constant, textIn } from '../evaluator/values.ts';
import type { Detector } from './detector.ts';

export const toolFile: Detector = {
  id: 'tool-file',
  words: ['export const metadata', 'exports.metadata'],
  mayMatter: ({ path }) => isInToolsFolder(path),
  detect: (machine, module, report) => {
    if (!module.exports.has('metadata') || !module.exports.has('default')) return;
    machine.fresh(module.root);
    const metadata = machine.exported(module.path, 'metadata');
    const handler = machine.exported(module.path, 'default');
    if (metadata.kind !== 'object' || handler.kind !== 'function') return;
    const description = machine.member(metadata, 'description');
    const given = machine.member(metadata, 'name');
    if (textIn(description) === undefined) return;
    report.tool({
      detector: 'tool-file',
      name:
        textIn(given) === undefined
          ? constant(posix.basename(module.path).replace(/\.[cm]?[jt]sx?$/, ''))
          : given,
      title: machine.member(metadata, 'title'),
      description,
      schema: module.exports.has('schema') ? machine.exported(module.path, 'schema') : absent,
      annotations: machine.member(metadata, 'annotations'),
      site: metadata.at ?? module.root,
      confidence: 0.85,
    });
  },
};

function isInToolsFolder(path: string): boolean {
  return /(?:^|\/)tools\//.test(path);
}
