// A labeled tool: what catalog/gold/tools.jsonl holds, one a line.
import { z } from 'zod';
import { Annotations, InputSchema, maxNameLength } from '../../model/tool.ts';
import { CategoryId, LevelId, type Subject } from '../../model/verdict.ts';

/** A line of the rubric: the rule of a category, the moves of a level, a tie-break, a settled case, or what is judged at all. */
const Rule = z
  .string()
  .regex(
    /^((category|level) (Read|Write|Execute|Destructive|Financial)|tie-break ([1-9]|1[0-7])|settled case (1[89]|2\d|3[0-5])|what is judged)$/,
    'not a line of the rubric, such as "tie-break 5"',
  );

/** A line of the set that the project ships. */
export const GoldLine = z.strictObject({
  /** Id of an invented server, as the catalog writes ids. */
  server: z.string().min(1),
  serverTitle: z.string(),
  serverDescription: z.string(),
  name: z.string().min(1).max(maxNameLength),
  /** Empty when the author wrote none. */
  description: z.string(),
  inputSchema: InputSchema,
  /** What the author declares; may be wrong on purpose. */
  annotations: Annotations.optional(),
  category: CategoryId.exclude(['Unknown']),
  level: LevelId,
  /** A second category that can be argued. */
  alsoDefensible: CategoryId.exclude(['Unknown']).optional(),
  /** The line of the rubric that decides. */
  rule: Rule,
  /** One sentence: why. */
  reason: z.string().min(1),
});
export type GoldLine = z.infer<typeof GoldLine>;

/** A line of anybody's set: only name, category and level are needed, and `null` stands for "not given". */
const LooseLine = z.object({
  server: z.string().nullish(),
  serverTitle: z.string().nullish(),
  serverDescription: z.string().nullish(),
  name: z.string().min(1),
  description: z.string().nullish(),
  inputSchema: InputSchema.nullish(),
  // Hints of the wrong type claim nothing.
  annotations: z.object(Annotations.shape).nullish().catch(null),
  category: CategoryId,
  level: LevelId,
  alsoDefensible: CategoryId.nullish(),
  rule: z.string().nullish(),
  reason: z.string().nullish(),
});
type LooseLine = z.infer<typeof LooseLine>;

/** A labeled tool, ready to be judged. */
export interface GoldCase {
  readonly subject: Subject;
  readonly label: Pick<LooseLine, 'category' | 'level'>;
  readonly alsoDefensible?: GoldLine['category'] | 'Unknown';
  readonly rule?: string;
  /** Empty when the set gives none. */
  readonly reason: string;
}

/** Cases in the order of the lines, and what is wrong with the lines that are none. */
export interface GoldSet {
  readonly cases: readonly GoldCase[];
  readonly problems: readonly { readonly line: number; readonly text: string }[];
}

/** Reads a set. Tools of the same server are siblings, wherever their lines stand. */
export function parseGold(text: string): GoldSet {
  const lines: LooseLine[] = [];
  const problems: { line: number; text: string }[] = [];
  for (const [index, raw] of text
    .replace(/^\ufeff/, '')
    .split('\n')
    .entries()) {
    if (raw.trim() === '') continue;
    const parsed = LooseLine.safeParse(jsonOf(raw));
    if (parsed.success) lines.push(parsed.data);
    else problems.push({ line: index + 1, text: problemOf(parsed.error) });
  }
  const siblings = new Map<string, string[]>();
  for (const { server, name } of lines) {
    const names = siblings.get(server ?? '') ?? [];
    names.push(name);
    siblings.set(server ?? '', names);
  }
  return { cases: lines.map((line) => caseOf(line, siblings.get(line.server ?? '') ?? [])), problems };
}

function caseOf(line: LooseLine, siblings: readonly string[]): GoldCase {
  const id = line.server ?? '';
  return {
    subject: {
      definition: {
        name: line.name,
        description: line.description ?? '',
        inputSchema: line.inputSchema ?? {},
        ...(line.annotations == null ? {} : { annotations: line.annotations }),
      },
      server: {
        id,
        title: line.serverTitle ?? id.slice(id.lastIndexOf('/') + 1),
        description: line.serverDescription ?? '',
      },
      siblings,
    },
    label: { category: line.category, level: line.level },
    ...(line.alsoDefensible == null ? {} : { alsoDefensible: line.alsoDefensible }),
    ...(line.rule == null ? {} : { rule: line.rule }),
    reason: line.reason ?? '',
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemOf(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined || issue.path.length === 0) return 'not a JSON object';
  return `"${issue.path.join('.')}": ${issue.message}`;
}
