// Arguments that matter to an attack: by what they hold, and free to take any value.
import { type Parameter, parametersOf } from '../parameters.ts';
import type { JudgedTool } from './met.ts';

const rows = new WeakMap<JudgedTool, readonly Parameter[]>();

function argumentsOf(tool: JudgedTool): readonly Parameter[] {
  const known = rows.get(tool) ?? parametersOf(tool.inputSchema).rows;
  rows.set(tool, known);
  return known;
}

/** A name such as `folderId` says which one, and not where. */
const identifier = /(?:^|[_-])ids?$|Ids?$/;

/** Free arguments of one of these kinds. */
export function freeOf(tool: JudgedTool, ...kinds: readonly Parameter['kind'][]): readonly Parameter[] {
  return argumentsOf(tool).filter(
    ({ free, kind, name }) => free && kinds.includes(kind) && !identifier.test(name.slice(0, 200)),
  );
}

const credential =
  /^(?:(?:api|access|auth|bearer|private|secret|account|client|oauth|id|refresh|session)(?:key|token|secret)|password|passphrase|passwd|pwd|secret|credentials?|jwt|apikey|authorization|mnemonic|seedphrase)$/;

/** Free arguments whose name says that they carry a credential. `accountKey` does, `accountId` does not. */
export function credentials(tool: JudgedTool): readonly Parameter[] {
  // Names first: most tools take none, and working out all arguments of a catalog takes time.
  if (!Object.keys(tool.inputSchema['properties'] ?? {}).some(namesCredential)) return [];
  return argumentsOf(tool).filter(({ free, name }) => free && namesCredential(name));
}

function namesCredential(name: string): boolean {
  const letters = name
    .slice(0, 100)
    .toLowerCase()
    .replace(/[^a-z]/g, '');
  return credential.test(letters);
}

const spoken = new Set(
  'to cc bcc recipient recipients email emails phone channel message text body content subject html markdown caption title post tweet comment'.split(
    ' ',
  ),
);

/** Free arguments that say to whom, or what. */
export function recipientOrText(tool: JudgedTool): readonly Parameter[] {
  return argumentsOf(tool).filter(
    ({ free, name }) =>
      free &&
      !identifier.test(name.slice(0, 100)) &&
      name
        .slice(0, 100)
        .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .some((word) => spoken.has(word)),
  );
}
