// An attack pattern: hand-written, with a precondition that is computed from facts of the catalog.
import { z } from 'zod';

/**
 * When a pattern applies, in words. Each has its computation in src/view/attacks; a pattern without one is not published.
 * Those that fit the fewest tools come first, since they say most about each (counted over 7,100 tools).
 */
export const preconditions = {
  'asks-too-often':
    'The recommended policy asks a person before very many tools of the server, or before most.',
  'speaks-of-others':
    'The definition speaks to its reader like an order, and the text is about other tools or about every answer.',
  redefined: 'The definition differs from one that was read before.',
  'suspicious-text':
    'The definition speaks to its reader like an order, or holds characters that nobody sees.',
  'hands-to-agent': 'The tool hands work to another agent.',
  'writes-memory': 'The tool saves text that an agent reads again later.',
  'reads-in-bulk':
    'The tool returns private data, many items in a call or as the answer to a query that the caller writes.',
  'installs-software': 'The tool downloads and installs software.',
  'speaks-for-user':
    'The tool sends messages or publishes, and the caller chooses the recipient or the text.',
  'moves-money': 'The tool moves money, or creates or ends an obligation to pay.',
  'runs-input': 'The tool runs code or commands that the caller supplies.',
  'hands-out-secrets': 'The tool returns secrets, or reads local files at a path that the caller chooses.',
  'runs-without-bounds':
    'The tool runs code or commands, and its definition names no bounds such as a sandbox.',
  'free-path': 'The caller chooses a file path, and the definition names no folder that bounds it.',
  'takes-credential': 'The tool takes a credential as an argument.',
  'mixed-actions': 'The tool has actions of different categories or levels.',
  'free-address': 'The tool sends a request to an address that the caller chooses.',
  'changes-what-ships': 'The tool changes source code or its history, or puts a version into service.',
  'changes-access': 'The tool changes who may do what.',
  'reads-and-sends':
    'The tool reads secrets or private data and another tool of the same server can send them out, or the reverse.',
  contradiction: 'What the author claims about the tool contradicts the rest of the definition.',
  'returns-outside-content': 'The tool returns text that people outside your control may have written.',
  'destroys-unguarded':
    'The tool is Destructive, and its definition asks for no confirmation and names no trash.',
  'repeats-matter':
    'The tool is Execute or Financial, sends messages or incurs cost, and its author does not declare that it can be repeated without further effect.',
  'acts-near-outside-content':
    'The tool changes something, and it or another tool of the same server returns outside content.',
} as const;
export type PreconditionId = keyof typeof preconditions;

/** Lists of techniques that a reference may name, and where an id of each is explained. */
const lists = [
  {
    pattern: /^MCP\d{2}$/,
    list: 'OWASP MCP Top 10',
    url: (_id: string) => 'https://owasp.org/www-project-mcp-top-10/',
  },
  {
    pattern: /^AML\.T\d{4}(\.\d{3})?$/,
    list: 'MITRE ATLAS',
    url: (id: string) => `https://atlas.mitre.org/techniques/${id}`,
  },
  {
    pattern: /^SAFE-T\d{4}$/,
    list: 'SAFE-MCP',
    // Not every technique has a page of its own there; the list names all of them.
    url: (_id: string) => 'https://github.com/safe-agentic-framework/safe-mcp',
  },
] as const;

const Reference = z
  .string()
  .refine(
    (id) => lists.some(({ pattern }) => pattern.test(id)),
    'a reference looks like MCP03, AML.T0051.001 or SAFE-T1102',
  );

/** Front matter of a file of catalog/attacks. */
export const AttackPattern = z.strictObject({
  title: z.string().min(1),
  /** What happens, in one line. */
  line: z.string().min(1),
  precondition: z.enum(Object.keys(preconditions) as [PreconditionId, ...PreconditionId[]]),
  /** Numbers that the precondition compares with; printed beside the claim. */
  thresholds: z.record(z.string(), z.number().positive()).optional(),
  /** Ids in public lists of techniques. */
  references: z.array(Reference),
  /** Public accounts of the pattern in practice; a pattern without one is said to be undocumented in practice. */
  cases: z
    .array(
      z.strictObject({
        date: z.iso.date(),
        text: z.string().min(1),
        url: z.url({ protocol: /^https$/ }),
      }),
    )
    .optional(),
});
export type AttackPattern = z.infer<typeof AttackPattern>;

/** The list that an id belongs to, and the address of its explanation. */
export function referenceOf(id: string): { readonly list: string; readonly url: string } {
  const found = lists.find(({ pattern }) => pattern.test(id));
  if (found === undefined) throw new Error(`"${id}" is in no list that we know.`);
  return { list: found.list, url: found.url(id) };
}
