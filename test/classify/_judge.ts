// Judges a tool that a test describes in few words.
import { classify } from '../../src/classify/classify.ts';
import type { Subject, Verdict } from '../../src/model/verdict.ts';

export interface Told {
  readonly name: string;
  readonly description?: string;
  /** Names of string arguments, or whole schemas. */
  readonly params?: readonly string[] | Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Names of the arguments that must be given. */
  readonly required?: readonly string[];
  /** The server's description. */
  readonly server?: string;
  readonly title?: string;
  readonly annotations?: NonNullable<Subject['definition']['annotations']>;
  readonly siblings?: readonly string[];
}

export function subjectOf(told: Told): Subject {
  const params = told.params ?? [];
  const properties = Array.isArray(params)
    ? Object.fromEntries((params as readonly string[]).map((name) => [name, { type: 'string' }]))
    : (params as Record<string, never>);
  return {
    definition: {
      name: told.name,
      description: told.description ?? '',
      inputSchema: {
        type: 'object',
        ...(told.params === undefined ? {} : { properties }),
        ...(told.required === undefined ? {} : { required: [...told.required] }),
      },
      ...(told.annotations === undefined ? {} : { annotations: told.annotations }),
    },
    server: { id: 'npm/harbor', title: told.title ?? 'Harbor', description: told.server ?? '' },
    siblings: told.siblings ?? [told.name],
  };
}

export function judge(told: Told): Verdict {
  return classify(subjectOf(told));
}

/** "Write high": category and level in one string, for short tables. */
export function said(told: Told): string {
  const { category, level } = judge(told);
  return `${category} ${level}`;
}
