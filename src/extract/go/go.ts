// Reads tools out of Go sources without building them.
import type { SourceFile } from '../../model/source.ts';
import type { Extraction, Skip } from '../../model/tool.ts';
import { callTheRest } from '../_program/entry-points.ts';
import { mostSteps, type Run } from '../_program/run.ts';
import { isKind } from '../_program/values.ts';
import type { Extractor } from '../extractor.ts';
import { goDialect } from './builtins.ts';
import { initialize, packagesOf } from './packages.ts';
import { goDrafts, goTools, isTool, madeIn } from './tools.ts';
import { unusedSkip, usedIn } from './used.ts';

export const go: Extractor = {
  id: 'go',
  grammars: ['go'],
  reads: (path) =>
    path.endsWith('.go') && !path.endsWith('_test.go') && !/(^|\/)(vendor|testdata)\//.test(path),
  extract,
};

/** Words by which a function makes or registers tools. */
const registering = ['NewTool', 'NewToolWithRawSchema', 'Tool', 'AddTool', 'AddTools', 'RegisterTool'];

function extract(files: readonly SourceFile[]): Extraction {
  if (!files.some((file) => /\bmcp/i.test(file.text))) return { tools: [], skips: [] };
  const project = packagesOf(files);
  const tools = goTools(() => run);
  const run: Run = {
    dialect: goDialect,
    modules: project.modules,
    library: tools,
    find: () => undefined,
    load: () => {},
    gates: [],
    unsure: 0,
    called: new Set(),
    defined: new Map(),
    owners: new Map(),
    classes: new Map(),
    stack: [],
    sites: [],
    steps: mostSteps,
    floor: 0,
    depth: 0,
    exhausted: false,
    made: (thing, scope) => {
      if (thing.kind !== 'thing') return;
      if (
        isKind(thing.of, 'class') &&
        isTool(thing) &&
        thing.named.has('Name') &&
        thing.named.has('Description')
      ) {
        tools.made.push(madeIn(thing, scope, run));
      }
    },
  };
  initialize(project, run);
  const unused = callTheRest(project.functions, registering, run, usedIn(project, files, run));
  const { tools: drafts, skips } = goDrafts(tools, run);
  const damaged = project.files.flatMap(({ file, scope }): Skip[] =>
    file.damaged === undefined
      ? []
      : [
          {
            reason: 'syntax-error',
            place: { path: scope.module().path, line: file.damaged },
            detail: 'Tools that are defined near this line may be missing.',
          },
        ],
  );
  const spent: Skip[] = run.exhausted
    ? [{ reason: 'budget-exhausted', detail: 'Reading the Go sources took too many steps.' }]
    : [];
  const making = unused.filter((def) => registering.some((word) => def.mentions.has(word)));
  return { tools: drafts, skips: [...skips, ...damaged, ...spent, ...unusedSkip(making, run)] };
}
