// Drafts of the tools that PHP code writes out as arrays.
import type { SourceFile } from '../../model/source.ts';
import type { Extraction } from '../../model/tool.ts';
import type { Around } from '../_declarations/constants.ts';
import { type Classes, classNamed } from '../_declarations/declarations.ts';
import { boundBy, shapedDraft } from '../_declarations/shaped-tools.ts';
import { readSyntax } from '../_declarations/syntax.ts';
import { callsIn, type PhpCall, type PhpShape } from './shapes.ts';
import type { PhpFile } from './syntax.ts';

type PlacedCall = PhpCall & { readonly path: string };

/** The calls of the functions that put what they are given into a tool. */
export function callsOfWrappers(
  read: readonly PhpFile[],
  files: readonly SourceFile[],
): ReadonlyMap<string, readonly PlacedCall[]> {
  const names = new Set(
    read.flatMap((file) =>
      file.shapes.flatMap(({ wrapper }) => (wrapper === undefined ? [] : [wrapper.name])),
    ),
  );
  const found = new Map<string, PlacedCall[]>();
  if (names.size === 0) return found;
  for (const { path, text } of files) {
    if (![...names].some((name) => text.includes(name))) continue;
    const { calls } = readSyntax('php', path, text, (root) => ({ calls: callsIn(root, names) }));
    for (const call of calls) found.set(call.name, [...(found.get(call.name) ?? []), { ...call, path }]);
  }
  return found;
}

/** The tools that an array makes: one, or one for each call of the function around it. */
export function writtenTools(
  path: string,
  shape: PhpShape,
  classes: Classes,
  calls: ReadonlyMap<string, readonly PlacedCall[]>,
): Extraction {
  const { shaped, wrapper, open } = shape;
  const around: Around = { classes, cls: classNamed(shape.cls, path, classes), path, locals: shape.locals };
  const found = { detector: 'php/array', confidence: 0.8, open };
  if (wrapper === undefined)
    return shapedDraft(shaped, around, { ...found, place: { path, line: shape.line } });
  const each = (calls.get(wrapper.name) ?? []).map((call) => {
    const locals = new Map([...shape.locals, ...call.locals, ...boundBy(wrapper, call.args)]);
    return shapedDraft(
      shaped,
      { ...around, locals },
      { ...found, place: { path: call.path, line: call.line } },
    );
  });
  return {
    tools: each.flatMap((one) => one.tools),
    skips: each.flatMap((one) => one.skips),
  };
}
