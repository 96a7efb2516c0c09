// A small catalog for tests: a harbor's machines, its payments, a shed without tools, and a pirate who hides things.
import { definitionHash } from '../../src/model/canonical.ts';
import type { CatalogedTool, Entry } from '../../src/model/entry.ts';
import type { Server } from '../../src/model/server.ts';
import type { Definition } from '../../src/model/tool.ts';
import type { Evidence, Verdict } from '../../src/model/verdict.ts';
import type { Category, Level } from '../../src/model/vocabulary.ts';

/** The facts of a verdict that tests care about; the rest follows. */
export interface Judgement extends Partial<Omit<Verdict, 'evidence' | 'definitionHash'>> {
  readonly category: Category;
  readonly level: Level;
  /** Words of the description or name that carry the category. */
  readonly quotes?: readonly (readonly [Evidence['field'], string, string?])[];
}

/** A tool whose verdict quotes its own definition exactly. */
export function tool(definition: Definition, judgement?: Judgement): CatalogedTool {
  const hash = definitionHash(definition);
  return {
    ...definition,
    place: { path: 'src/tools.ts', line: 12 },
    detector: 'typescript/register-tool',
    confidence: 1,
    definitionHash: hash,
    ...(judgement === undefined ? {} : { verdict: verdict(definition, hash, judgement) }),
  };
}

function verdict(definition: Definition, hash: string, judgement: Judgement): Verdict {
  const { quotes = [['name', definition.name]], ...rest } = judgement;
  return {
    categoryReason: '',
    levelReason: `${rest.category} tools start at ${rest.level}, and nothing in this definition moves the level.`,
    effects: [],
    factors: {
      reversibility: 'unknown',
      blastRadius: 'one',
      reach: 'service',
      data: 'unknown',
      arguments: 'identifier',
      guards: [],
    },
    rationale: 'One call does what the name says.',
    findings: [],
    confidence: 0.92,
    decidedBy: { kind: 'rules', rubric: '1', rules: ['verb'] },
    ...rest,
    evidence: quotes.map(([field, quote, at]) => evidence(definition, field, quote, at)),
    definitionHash: hash,
  };
}

function evidence(definition: Definition, field: Evidence['field'], quote: string, at?: string): Evidence {
  const properties = definition.inputSchema['properties'] as
    | Record<string, { description?: string }>
    | undefined;
  const text =
    field === 'name'
      ? definition.name
      : field === 'description'
        ? definition.description
        : field === 'parameterName'
          ? (at ?? '')
          : (properties?.[at ?? '']?.description ?? '');
  const start = text.indexOf(quote);
  if (start < 0) throw new Error(`"${quote}" is not in ${field} of ${definition.name}`);
  return {
    field,
    ...(at === undefined ? {} : { at }),
    quote,
    start,
    end: start + quote.length,
    carries: ['category', 'level'],
  };
}

export function entry(server: Server, tools: readonly CatalogedTool[], more: Partial<Entry> = {}): Entry {
  return {
    format: 1,
    server,
    read: '2026-11-20',
    tools: tools.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    skips: [],
    changes: [],
    ...more,
  };
}

const schema = (properties: Record<string, unknown>, required: readonly string[] = []) =>
  ({ type: 'object', properties, required: [...required] }) as Definition['inputSchema'];

const id = { type: 'string', description: 'Identifier of the machine' };

/** Machines of a harbor: one tool of most kinds. */
export const machines: Entry = entry(
  {
    id: 'github/harbor/machines-mcp-server',
    title: 'Harbor Machines MCP Server',
    description: 'Starts, stops and removes the virtual machines of the harbor.',
    repository: 'https://github.com/harbor/machines-mcp-server',
    commit: 'c27689f0c27689f0c27689f0c27689f0c27689f0',
    license: 'Apache-2.0',
    language: 'typescript',
  },
  [
    tool(
      {
        name: 'stop_machine',
        description: 'Stop a virtual machine',
        inputSchema: schema(
          { id, forced: { type: 'boolean', description: 'Force stop the machine', default: false } },
          ['id'],
        ),
      },
      {
        category: 'Execute',
        level: 'high',
        neighbor: 'Destructive',
        effects: ['controls-systems'],
        categoryReason:
          'It is Execute and not Destructive because what it stops or changes can be started or set again.',
        rationale:
          'One call halts the machine that `id` names, and whatever runs on it. Called wrongly, it could take a production service offline.',
        factors: {
          reversibility: 'undoable',
          blastRadius: 'one',
          reach: 'service',
          data: 'unknown',
          arguments: 'identifier',
          guards: [],
        },
        quotes: [
          ['name', 'stop'],
          ['description', 'Stop'],
          ['description', 'virtual machine'],
          ['parameterDescription', 'Force', 'forced'],
        ],
      },
    ),
    tool(
      {
        name: 'destroy_machine',
        description:
          'Destroy a virtual machine and its disks.\n\nThe machine is stopped, destroyed and expunged in one step, in whatever state it is. This is permanent and cannot be undone.\n\nArgs:\n  id: the machine\n  expunge: also remove the snapshots',
        inputSchema: schema({ id, expunge: { type: 'boolean' } }, ['id']),
        annotations: { readOnlyHint: false, destructiveHint: false },
      },
      {
        category: 'Destructive',
        level: 'critical',
        effects: ['deletes-data'],
        rationale: 'One call removes the machine that `id` names with its disks.',
        categoryReason: 'It is Destructive and not Execute because what it ends does not exist afterwards.',
        factors: {
          reversibility: 'permanent',
          blastRadius: 'one',
          reach: 'service',
          data: 'unknown',
          arguments: 'identifier',
          guards: [],
        },
        quotes: [
          ['name', 'destroy'],
          ['description', 'Destroy'],
          ['description', 'permanent and cannot be undone'],
        ],
      },
    ),
    tool(
      {
        name: 'list_machines',
        title: 'All machines of the harbor',
        description: 'List the virtual machines.',
        inputSchema: schema({}),
        annotations: { readOnlyHint: true },
      },
      {
        category: 'Read',
        level: 'low',
        factors: {
          reversibility: 'nothing-to-undo',
          blastRadius: 'unknown',
          reach: 'service',
          data: 'internal',
          arguments: 'none',
          guards: [],
        },
      },
    ),
    tool(
      {
        name: 'run_command',
        description: 'Run a shell command on a machine and return its output.',
        inputSchema: schema(
          {
            id,
            command: { type: 'string', description: 'The command line, passed to /bin/sh -c' },
            timeout: { type: 'integer', minimum: 1, maximum: 600, default: 60 },
            user: { enum: ['root', 'harbor', 'nobody'] },
          },
          ['id', 'command'],
        ),
      },
      {
        category: 'Execute',
        level: 'critical',
        effects: ['runs-code', 'controls-systems'],
        factors: {
          reversibility: 'unknown',
          blastRadius: 'account',
          reach: 'service',
          data: 'unknown',
          arguments: 'code',
          guards: [],
        },
        levelReason:
          'Execute tools start at high. This one is critical because it gives unrestricted control of a shell, a command line or a control plane.',
        quotes: [
          ['name', 'run_command'],
          ['description', 'Run a shell command'],
          ['parameterName', 'command', 'command'],
        ],
      },
    ),
    tool(
      {
        name: 'manage_label',
        description: '',
        inputSchema: schema({ action: { enum: ['list', 'set', 'delete'] }, label: { type: 'string' } }, [
          'action',
        ]),
      },
      {
        category: 'Destructive',
        level: 'high',
        confidence: 0.5,
        actions: [
          { argument: 'action', value: 'list', category: 'Read', level: 'low' },
          { argument: 'action', value: 'set', category: 'Write', level: 'medium' },
          { argument: 'action', value: 'delete', category: 'Destructive', level: 'high' },
        ],
      },
    ),
    tool(
      { name: 'flux', description: '', inputSchema: schema({}) },
      { category: 'Unknown', level: 'high', confidence: 0.3 },
    ),
    tool({ name: 'new_arrival', description: 'Added yesterday.', inputSchema: schema({}) }),
  ],
  {
    skips: [
      {
        reason: 'name-not-constant',
        place: { path: 'src/plugins.ts', line: 40 },
        detail: 'The name is built from `prefix`.',
      },
      { reason: 'too-large', place: { path: 'dist/bundle.js' } },
    ],
    changes: [
      { date: '2026-11-20', kind: 'added', tool: 'new_arrival' },
      {
        date: '2026-11-18',
        kind: 'rejudged',
        tool: 'stop_machine',
        before: { category: 'Write', level: 'medium' },
        after: { category: 'Execute', level: 'high' },
      },
      { date: '2026-11-15', kind: 'redefined', tool: 'destroy_machine', fields: ['description'] },
      { date: '2026-11-12', kind: 'removed', tool: 'sink_machine' },
    ],
  },
);

/** Money, on another server that has a tool of the same name. */
export const payments: Entry = entry(
  {
    id: 'npm/@harbor/pay',
    title: 'Mcp',
    description: '',
    purl: 'pkg:npm/%40harbor/pay@1.4.2',
    version: '1.4.2',
    homepage: 'https://harbor.example/pay',
  },
  [
    tool(
      {
        name: 'send_payment',
        description: 'Send money to a recipient.',
        inputSchema: schema({ to: { type: 'string' }, amount: { type: 'number' } }, ['to', 'amount']),
      },
      { category: 'Financial', level: 'critical', effects: ['moves-money'] },
    ),
    tool(
      { name: 'Stop_Machine', description: 'Stop the coffee machine.', inputSchema: schema({}) },
      { category: 'Execute', level: 'medium', effects: ['controls-devices'] },
    ),
    tool(
      {
        name: 'get_secret',
        description: 'Return the API key of an account.',
        inputSchema: schema({ id }, ['id']),
      },
      { category: 'Read', level: 'high', effects: ['reads-secrets'] },
    ),
  ],
);

/** A server without tools. */
export const shed: Entry = entry(
  {
    id: 'pypi/harbor-shed',
    title: 'Shed',
    description: 'Nothing in here.',
    version: '0.1',
    language: 'python',
  },
  [],
  {
    skips: [
      { reason: 'made-at-run-time', detail: 'Tools are fetched from a service when the server starts.' },
    ],
  },
);

const script = '<script>document.title="owned"</script><img src=x onerror="document.title=\'owned\'">';

/** Text that wants to be markup, script, another direction, or invisible. */
export const pirate: Entry = entry(
  {
    id: 'npm/pirate',
    title: `Pirate ${script} MCP Server`,
    description: `${script} \u202egnp.txt\u202c "quoted" & 'single'`,
    homepage: 'https://pirate.example/?a=1&b="><script>1</script>',
    version: '"><b>1',
    license: '</dd><script>1</script>',
  },
  [
    tool(
      {
        name: `steal"><script>document.title="owned"</script>\u202e\u200b`,
        title: script,
        description: `</p></blockquote>${script}\n\n\`backticks\` and {braces} and \${dollars} \u2066hidden\u2069 \u{e0041}\n</script><!-- ${script}`,
        inputSchema: schema({
          [`a"><script>1</script>`]: {
            type: `string${script}`,
            description: script,
            enum: [script, '\u202e'],
          },
          __proto__x: { type: 'string', pattern: '(a+)+$', default: '</script>' },
        }),
        annotations: { readOnlyHint: true, title: script },
      },
      {
        category: 'Write',
        level: 'high',
        rationale: `It writes ${script}.`,
        findings: [
          { id: 'hidden-characters', detail: 'The description holds U+2066.' },
          { id: 'instruction-like-text', detail: `It says ${script}.` },
        ],
        quotes: [['description', `${script}\n\n`]],
      },
    ),
    tool(
      {
        name: 'a_name_that_goes_on_and_on_without_ever_coming_to_a_point_because_its_author_generated_it_from_a_path'.repeat(
          2,
        ),
        description: `${'W'.repeat(400)} ${'long words and more of them '.repeat(120)}`,
        inputSchema: schema({
          ['x'.repeat(200)]: {
            type: 'string',
            enum: ['y'.repeat(300)],
            description: `see_the_logbook(page=${'z'.repeat(90)})`,
          },
        }),
      },
      { category: 'Execute', level: 'medium' },
    ),
  ],
  { changes: [{ date: '2026-11-19', kind: 'added', tool: script }] },
);

export const harbor: readonly Entry[] = [machines, payments, shed, pirate];
