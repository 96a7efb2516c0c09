// Reads tools out of JavaScript and TypeScript: sources, compiled output and bundles.

import { messageOf } from '../../kit/errors.ts';
import type { SourceFile } from '../../model/source.ts';
import type { Extraction, Skip, ToolDraft } from '../../model/tool.ts';
import type { SkipReason } from '../../model/vocabulary.ts';
import { isBuilt } from '../collect.ts';
import type { Extractor } from '../extractor.ts';
import { mayHold } from './detectors/detector.ts';
import { detectors } from './detectors/detectors.ts';
import { readShapes, shapeWords } from './detectors/tool-shape.ts';
import { readOwnOptions, toolsOption } from './detectors/tools-option.ts';
import { isManifest, manifestTools } from './documents/manifests.ts';
import { methodHintsIn } from './documents/method-hints.ts';
import { operationsOf } from './documents/openapi.ts';
import { elsewhere } from './elsewhere.ts';
import { createMachine, type Endless } from './evaluator/evaluator.ts';
import type { Machine } from './evaluator/machine.ts';
import { conditionsOf, settleDefaults, settleGates, withoutUnreached } from './gates.ts';
import { leftOutNames, leftOutSkips, readLeftOut } from './left-out.ts';
import { mayAdd, withoutBuilds, withoutTwins } from './modules/builds.ts';
import { withoutRepeatedBundles } from './modules/bundles.ts';
import type { Module } from './modules/module.ts';
import { createProject } from './modules/project.ts';
import { unloadedTools } from './programs.ts';
import { createReport, type Report } from './report.ts';

export const typescript: Extractor = {
  id: 'typescript',
  grammars: ['javascript', 'tsx', 'typescript'],
  reads: (path) => /\.(?:[cm]?[jt]s|[jt]sx)$/.test(path) || path.endsWith('.json') || isManifest(path),
  extract: extractTypescript,
};

/** What says that tools are registered which were not seen: then definitions are looked for by their shape. */
const unresolved: ReadonlySet<SkipReason> = new Set([
  'name-not-constant',
  'list-not-constant',
  'budget-exhausted',
]);

/** Reasons after which a list may hold more than was seen. */
const partly: ReadonlySet<Skip['reason']> = new Set(['list-not-constant', 'budget-exhausted']);

function isCode(path: string): boolean {
  return !/\.(?:json|ya?ml)$/.test(path);
}

/** Sources first; built files only as far as they are not the same once more. */
function extractTypescript(given: readonly SourceFile[]): Extraction {
  const files = withoutRepeatedBundles(withoutTwins([...given].sort((a, b) => (a.path < b.path ? -1 : 1))));
  const withSources = new Set(
    files.filter((file) => !isBuilt(file.path) && mayRegister(file)).map((file) => mountOf(file.path)),
  );
  const sources = files.filter(
    (file) =>
      !isCode(file.path) ||
      !isBuilt(file.path) ||
      // A dependency may come built where the package itself comes with its sources, or the other way round.
      !withSources.has(mountOf(file.path)),
  );
  if (sources.length === files.length) return extractFrom(files);
  const found = extractFrom(sources);
  if (found.tools.length === 0) return extractFrom(files);
  const rest = withoutBuilds(
    files,
    found.tools.map((tool) => tool.place.path),
  );
  const read = new Set(sources);
  const names = new Set(found.tools.map((tool) => tool.name));
  const registering = sources.filter(mayRegister).map((file) => file.path);
  return rest.some((file) => !read.has(file) && mayRegister(file) && mayAdd(file, names, registering))
    ? extractFrom(rest)
    : found;
}

/** The dependency that a file belongs to; empty for the package itself. */
function mountOf(path: string): string {
  return /^node_modules\/(?:@[^/]+\/)?[^/]+\//.exec(path)?.[0] ?? '';
}

function mayRegister(file: SourceFile): boolean {
  return (
    isCode(file.path) && detectors.some((detector) => detector.words.some((word) => file.text.includes(word)))
  );
}

function extractFrom(files: readonly SourceFile[]): Extraction {
  const project = createProject(files);
  const endless: Endless = new Map();
  const machine = createMachine(project, false, undefined, endless);
  const report = createReport(machine);
  /** What is listed when no option is given has no condition. */
  const withDefaults = (tools: readonly ToolDraft[]): readonly ToolDraft[] => {
    const usual = createMachine(project, true, undefined, endless);
    const usually = createReport(usual);
    detectAll(usual, usually);
    const byDefault = settleGates(usually.tools);
    const isWhole = !usually.skips.some((skip) => partly.has(skip.reason));
    return settleDefaults(tools, byDefault, leftOutNames(usual), conditionsOf(report.tools), isWhole);
  };
  /** A detector that breaks on a file costs that file. */
  const guarded = (path: string, id: string, work: (module: Module) => void) => {
    try {
      const module = project.module(path);
      if (module !== undefined) work(module);
    } catch (thrown) {
      const detail = `${id} gave up on this file: ${messageOf(thrown).slice(0, 200)}`;
      report.skips.push({ reason: 'budget-exhausted', place: { path }, detail });
    }
  };
  const detectAll = (on: Machine, into: Report) => {
    for (const file of project.files) {
      for (const detector of detectors) {
        if (!mayHold(detector, file)) continue;
        guarded(file.path, detector.id, (module) => detector.detect(on, module, into));
      }
    }
  };
  detectAll(machine, report);
  readLeftOut(machine, report);
  const reached = settleGates(report.tools);
  const isChosen = report.hasChoice() || report.tools.some((tool) => tool.gated !== undefined);
  const settled = isChosen ? withDefaults(reached) : reached;
  report.tools.splice(0, report.tools.length, ...settled);
  if (report.tools.length === 0) {
    for (const file of project.files) {
      if (!mayHold(toolsOption, file)) continue;
      guarded(file.path, toolsOption.id, (module) => readOwnOptions(machine, module, report));
    }
  }
  if (report.skips.some((skip) => unresolved.has(skip.reason))) {
    for (const file of project.files) {
      if (!file.text.includes('description') || !shapeWords.some((word) => file.text.includes(word)))
        continue;
      guarded(file.path, 'tool-shape', (module) => readShapes(machine, module, report));
    }
  }
  if (report.tools.length === 0 && report.skips.length > 0) {
    const converters = new Set(report.skips.map((skip) => skip.place?.path));
    const hints = files
      .filter((file) => converters.has(file.path))
      .map((file) => methodHintsIn(file.text))
      .find((found) => found !== undefined);
    const made = [...report.patterns].sort().flatMap((pattern) => operationsOf(files, pattern, hints));
    report.tools.push(...made);
    if (files.some((file) => file.path.endsWith('.json') && file.text.includes('"operationId"'))) {
      const detail = 'Tools are made at run time from an OpenAPI document.';
      report.skips.push({ reason: 'made-at-run-time', detail });
    }
  }
  if (report.tools.length === 0 && report.skips.some((skip) => skip.reason === 'name-not-constant'))
    report.tools.push(...manifestTools(machine, files));
  if (report.tools.length === 0) report.skips.push(...elsewhere(files));
  const unloaded = unloadedTools(files, project, report.tools);
  const listed = report.tools.flatMap((tool): ToolDraft[] => {
    const why = tool.gated === undefined ? unloaded(tool) : undefined;
    if (why === undefined) return [tool];
    if (!why.byNone || tool.detector !== 'typescript/tool-shape') return [{ ...tool, gated: why.condition }];
    const detail = `No program of the package loads the file that defines ${tool.name.slice(0, 100)}.`;
    report.skips.push({ reason: 'never-registered', place: tool.place, detail });
    return [];
  });
  const errors = project.parsed().flatMap((module): Skip[] =>
    module.errors.slice(0, 1).map((offset) => ({
      reason: 'syntax-error',
      place: { path: module.path, line: module.root.source.text.slice(0, offset).split('\n').length },
    })),
  );
  for (const site of machine.overruns()) {
    report.skip('budget-exhausted', site, 'Working out this registration or list took too many steps.');
  }
  return {
    tools: withoutUnreached(listed),
    skips: [
      ...report.skips.filter((skip) => !report.isAnswered(skip)),
      ...leftOutSkips(machine, listed),
      ...errors,
    ],
  };
}
