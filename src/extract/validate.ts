// The bounds that every draft has to keep, whatever extractor made it.
import { canonicalJson } from '../model/canonical.ts';
import {
  maxDescriptionLength,
  maxNameLength,
  maxSchemaBytes,
  type Place,
  type Skip,
  ToolDraft,
} from '../model/tool.ts';
import { visible } from '../model/wording.ts';

/** What is left of a draft, and what had to be left out. */
export interface Validated {
  readonly tool: ToolDraft | undefined;
  readonly skips: readonly Skip[];
}

/** Refuses a draft whose name no client could take; cuts a description or schema that is too large. */
export function validate(draft: ToolDraft): Validated {
  const reason = unfitName(draft.name);
  if (reason !== undefined) {
    const detail = `The name ${visible(JSON.stringify(draft.name), 80)} ${reason}.`;
    return { tool: undefined, skips: [{ reason: 'invalid-definition', place: draft.place, detail }] };
  }
  const skips: Skip[] = [];
  let tool: ToolDraft = draft;
  if (tool.description.length > maxDescriptionLength) {
    tool = { ...tool, description: cut(tool.description, maxDescriptionLength), partial: true };
    skips.push(tooLarge(draft.name, 'description', draft.place));
  }
  if (isTooDeep(tool.inputSchema) || Buffer.byteLength(canonicalJson(tool.inputSchema)) > maxSchemaBytes) {
    tool = { ...tool, inputSchema: { type: 'object' }, partial: true };
    skips.push(tooLarge(draft.name, 'input schema', draft.place));
  }
  const checked = ToolDraft.safeParse(tool);
  if (checked.success) return { tool, skips };
  const issue = checked.error.issues[0];
  const detail = `${visible(draft.name, 80)}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`;
  return {
    tool: undefined,
    skips: [...skips, { reason: 'invalid-definition', place: draft.place, detail: detail.slice(0, 300) }],
  };
}

/** Deepest nesting of a schema that is kept; what walks over a schema later does so level by level. */
const deepest = 200;

/** True for a schema that is nested deeper than is kept. */
export function isTooDeep(schema: unknown): boolean {
  let level: unknown[] = [schema];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}

function unfitName(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (name.length > maxNameLength) return `is longer than ${maxNameLength} characters`;
  if (/[\u0000-\u001f\u007f]/.test(name)) return 'holds control characters';
  if (name !== name.trim()) return 'begins or ends with white space';
  return undefined;
}

function tooLarge(name: string, what: string, place: Place): Skip {
  return {
    reason: 'too-large',
    place,
    detail: `The ${what} of ${visible(name, 80)} is larger than we keep.`,
  };
}

/** Cuts without splitting a surrogate pair. */
function cut(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
