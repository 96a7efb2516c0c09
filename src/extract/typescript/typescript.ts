// Reads tools out of JavaScript and TypeScript: sources, compiled output and bundles.
import type { Extractor } from '../extractor.ts';

export const typescript: Extractor = {
  id: 'typescript',
  grammars: ['javascript', 'tsx', 'typescript'],
  reads: (path) => /\.(?:[cm]?[jt]s|[jt]sx)$/.test(path),
  extract: () => ({ tools: [], skips: [] }),
};
