// One tool as a running server lists it: checked against the protocol, and bounded.
import { z } from 'zod';
import { canonicalJson } from '../../model/canonical.ts';
import {
  Annotations,
  maxDescriptionLength,
  maxNameLength,
  maxSchemaBytes,
  type Place,
  type Skip,
  ToolDraft,
} from '../../model/tool.ts';
import { visible } from '../../model/wording.ts';

/** Levels of a schema; what is nested deeper is made to break its readers. */
const deepest = 100;

const Listed = z.object({
  name: z
    .string()
    .min(1)
    .max(maxNameLength)
    .refine((name) => !/[\u0000-\u001f\u007f]/.test(name)),
  title: z.string().optional().catch(undefined),
  description: z.string().catch(''),
  inputSchema: z.record(z.string(), z.unknown()).catch({ type: 'object' }),
  annotations: z.record(z.string(), z.unknown()).optional().catch(undefined),
});

/** The draft of a listed tool, unless it breaks the protocol, and what had to be left out of it. */
export function listedTool(
  value: unknown,
  detector: string,
  place: Place,
): { readonly draft?: ToolDraft; readonly skips: readonly Skip[] } {
  const listed = Listed.safeParse(value);
  if (!listed.success) {
    return {
      skips: [{ reason: 'invalid-definition', place, detail: 'A tool without a valid name is listed.' }],
    };
  }
  const { name, title, description, inputSchema, annotations } = listed.data;
  const skips: Skip[] = [];
  const tooLarge = (what: string) => {
    const detail = `The ${what} of ${visible(name, 80)} is larger than we keep.`;
    skips.push({ reason: 'too-large', place, detail });
  };
  const isLong = description.length > maxDescriptionLength;
  if (isLong) tooLarge('description');
  const isLarge =
    isDeeperThan(inputSchema, deepest) || Buffer.byteLength(canonicalJson(inputSchema)) > maxSchemaBytes;
  if (isLarge) tooLarge('input schema');
  const draft = ToolDraft.safeParse({
    name,
    ...(title === undefined ? {} : { title: title.slice(0, maxDescriptionLength) }),
    description: description.slice(0, maxDescriptionLength).toWellFormed(),
    inputSchema: isLarge ? { type: 'object' } : inputSchema,
    ...(annotations === undefined ? {} : { annotations: hintsOf(annotations) }),
    place,
    detector,
    confidence: 1,
    ...(isLong || isLarge ? { partial: true } : {}),
  });
  if (draft.success) return { draft: draft.data, skips };
  const detail = `${visible(name, 80)} has a definition that we cannot keep.`;
  return { skips: [...skips, { reason: 'invalid-definition', place, detail }] };
}

/** The hints that the protocol knows, each when it has the right type. */
function hintsOf(annotations: Readonly<Record<string, unknown>>): Annotations {
  const given = new Map(Object.entries(annotations));
  const known = Object.keys(Annotations.shape) as (keyof Annotations)[];
  return Object.fromEntries(
    known
      .map((hint) => [hint, given.get(hint)] as const)
      .filter(([hint, value]) => value !== undefined && Annotations.shape[hint].safeParse(value).success),
  );
}

function isDeeperThan(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}
