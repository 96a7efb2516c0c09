// Source tree in, tools and skips out: runs every extractor on its files, merges and validates what they found.
import { messageOf } from '../kit/errors.ts';
import type { SourceFile, SourceTree } from '../model/source.ts';
import type { Extraction, Skip, ToolDraft } from '../model/tool.ts';
import { loadLanguages } from './_syntax/parser.ts';
import { filesWithTools } from './collect.ts';
import type { Extractor } from './extractor.ts';
import { extractors } from './extractors.ts';
import { agree } from './manifest/agree.ts';
import { claimsIn } from './manifest/claims.ts';
import { merge } from './merge.ts';
import { unfollowed } from './unfollowed.ts';
import { unparsed } from './unparsed.ts';
import { validate } from './validate.ts';

/**
 * Reads the tools out of a tree without running it. Tools are sorted by name; what could not be read is a skip.
 * `packageOf` names the package of a file, when the tree holds several servers.
 */
export async function extract(
  tree: SourceTree,
  using: readonly Extractor[] = extractors,
  packageOf?: (path: string) => string,
): Promise<Extraction> {
  const files = filesWithTools(tree.files);
  const drafts: ToolDraft[] = [];
  const skips: Skip[] = [];
  for (const extractor of using) {
    const own = files.filter((file) => extractor.reads(file.path));
    if (own.length === 0) continue;
    await loadLanguages(extractor.grammars);
    const found = run(extractor, own);
    drafts.push(...found.tools);
    skips.push(...(found.tools.length + found.skips.length === 0 ? unfollowed(own) : found.skips));
  }
  const code = settled(drafts, packageOf);
  const claimed = agree(code.tools, claimsIn(files), packageOf);
  // Claims stand for the tools only where no code does.
  const { tools, skips: told } = claimed.tools.length === 0 ? code : settled(claimed.tools, packageOf);
  skips.push(...code.skips, ...claimed.skips, ...told, ...unparsed(files));
  if (tools.length === 0) skips.push({ reason: 'no-tools-found' });
  return { tools, skips: distinct(skips) };
}

/** Validated, and one a name. */
function settled(drafts: readonly ToolDraft[], packageOf?: (path: string) => string): Extraction {
  const valid = drafts.map(validate);
  const merged = merge(
    valid.flatMap((result) => (result.tool === undefined ? [] : [result.tool])),
    packageOf,
  );
  return { tools: merged.tools, skips: [...valid.flatMap((result) => result.skips), ...merged.skips] };
}

/** An extractor that throws has a bug; it costs its files and is told, never the server. */
function run(extractor: Extractor, files: readonly SourceFile[]): Extraction {
  try {
    return extractor.extract(files);
  } catch (thrown) {
    const detail = `The ${extractor.id} extractor failed on ${files.length} files: ${messageOf(thrown).slice(0, 200)}`;
    return { tools: [], skips: [{ reason: 'budget-exhausted', detail }] };
  }
}

/** Sorted by path, line and reason, each once. */
function distinct(skips: readonly Skip[]): Skip[] {
  const keyed = skips.map((skip): [string, Skip] => [
    [
      skip.place?.path ?? '',
      String(skip.place?.line ?? 0).padStart(9, '0'),
      skip.reason,
      skip.detail ?? '',
    ].join('\u0000'),
    skip,
  ]);
  return [...new Map(keyed)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, skip]) => skip);
}
