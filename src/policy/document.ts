// policy.json: the policy document that a gateway reads, and how its text is parsed.
import { z } from 'zod';

/** Numbers compare with numbers only, lists hold the permitted values, `exists` asks whether the argument is given. */
export const operators = [
  'eq',
  'neq',
  'lt',
  'lte',
  'gt',
  'gte',
  'in',
  'not_in',
  'regex',
  'contains',
  'exists',
] as const;

/** `args.` and the argument's name; further keys after dots reach into objects. */
const path = z
  .string()
  .regex(/^args(\.[^.]+)+$/, 'a path is args. and the name of an argument, such as args.id');

/** One test of one argument. A value of another type, and an absent argument, never meet a condition (but `exists: false`). */
export const Condition = z.discriminatedUnion('op', [
  z.strictObject({ path, op: z.enum(['eq', 'neq']), value: z.json() }),
  z.strictObject({ path, op: z.enum(['lt', 'lte', 'gt', 'gte']), value: z.number() }),
  z.strictObject({ path, op: z.enum(['in', 'not_in']), value: z.array(z.json()).min(1) }),
  z.strictObject({
    path,
    op: z.literal('regex'),
    value: z.string().refine(compiles, 'not a regular expression'),
  }),
  z.strictObject({ path, op: z.literal('contains'), value: z.json() }),
  z.strictObject({ path, op: z.literal('exists'), value: z.boolean() }),
]);
export type Condition = z.infer<typeof Condition>;

/** Conditions that have to hold together. */
export const Rule = z.strictObject({
  /** Under `deny_if` an empty list always holds: every call is denied and the tool stays in the list. */
  conditions: z.array(Condition),
  /** What the caller is told. */
  on_deny: z.string().optional(),
});
export type Rule = z.infer<typeof Rule>;

export const limitWindows = ['minute', 'hour', 'day'] as const;
export type LimitWindow = (typeof limitWindows)[number];

/** At most `max` calls in one window; windows begin on the full minute, hour or day, UTC. */
export const DocumentLimit = z.strictObject({
  /** Limits with one counter name count together. */
  counter: z.string().min(1),
  window: z.enum(limitWindows),
  max: z.int().nonnegative(),
  /** A grant is the token that one agent uses at the gateway. */
  scope: z.literal('grant'),
});
export type DocumentLimit = z.infer<typeof DocumentLimit>;

/** What holds for one tool. Empty means: it may be called. */
export const ToolRules = z.strictObject({
  /** All of these have to hold, or the call is denied. An absent argument fails them. */
  require: z.array(Rule).optional(),
  /** A call that meets one of these is denied. An absent argument meets none. */
  deny_if: z.array(Rule).optional(),
  limits: z.array(DocumentLimit).optional(),
});
export type ToolRules = z.infer<typeof ToolRules>;

/** One policy document, attached to a grant. */
export const PolicyDocument = z.strictObject({
  version: z.literal('1'),
  /** What happens to tools that `tools` does not name. */
  default: z.enum(['allow', 'deny']),
  /** Tools that leave the tool list and whose calls are denied; `*` stands for all. */
  hide: z.array(z.string()).optional(),
  /** Limits over every call of the grant. */
  all_tools: z.strictObject({ limits: z.array(DocumentLimit) }).optional(),
  /** Rules by exact tool name. */
  tools: z.record(z.string(), ToolRules).optional(),
});
export type PolicyDocument = z.infer<typeof PolicyDocument>;

/** A document, or what is wrong with the text, one line a problem. */
export type Parsed =
  | { readonly document: PolicyDocument; readonly problems: readonly [] }
  | { readonly document?: undefined; readonly problems: readonly string[] };

/** Parses and validates strictly: an unknown key is a problem, since a gateway may ignore it in silence. */
export function parseDocument(text: string): Parsed {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (thrown) {
    return { problems: [`It is not JSON: ${thrown instanceof Error ? thrown.message : thrown}`] };
  }
  const parsed = PolicyDocument.safeParse(json);
  if (parsed.success) return { document: parsed.data, problems: [] };
  return {
    problems: parsed.error.issues.map(
      (issue) => `${z.core.toDotPath(issue.path) || 'the document'}: ${issue.message}`,
    ),
  };
}

/** The rules of one tool; undefined when the document does not list it. */
export function rulesOf(document: PolicyDocument, tool: string): ToolRules | undefined {
  const { tools } = document;
  return tools !== undefined && Object.hasOwn(tools, tool) ? tools[tool] : undefined;
}

/** The tools that a document names, under `tools` or `hide`, each once. */
export function namesIn(document: PolicyDocument): readonly string[] {
  const hidden = (document.hide ?? []).filter((name) => name !== '*');
  return [...new Set([...Object.keys(document.tools ?? {}), ...hidden])];
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}
