// A run in a process of its own, for tests that kill it: node _run.ts <server> <root> <batch|direct> <name...>
import { judgeHarbor } from './_harbor.ts';

const [server = '', root = '', mode, ...names] = process.argv.slice(2);
await judgeHarbor(server, names, {
  root,
  batch: mode === 'batch',
  edges: { concurrency: 2 },
});
