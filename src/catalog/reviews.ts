// Corrections by people: catalog/reviews/<server id>.md. They win over the engine and expire when the definition changes.
import { join } from 'node:path';
import matter from 'gray-matter';
import { InputError } from '../kit/errors.ts';
import { readIfThere } from '../kit/files.ts';
import { type Entry, Review } from '../model/entry.ts';
import type { ServerId } from '../model/server.ts';
import { issuesOf } from './entries.ts';

export const reviewsFolder = 'catalog/reviews';

/** A server's review, or undefined when nobody corrected it. Throws `InputError` naming file and field. */
export async function readReview(root: string, id: ServerId): Promise<Review | undefined> {
  const path = `${reviewsFolder}/${id}.md`;
  const bytes = await readIfThere(join(root, path));
  return bytes === undefined ? undefined : parseReview(path, bytes.toString('utf8')).review;
}

/** Reads a review's text: its front matter, and its body, the reason at length. */
export function parseReview(path: string, text: string): { readonly review: Review; readonly body: string } {
  const { data, content } = matter(text);
  const parsed = Review.safeParse(dated(data));
  if (parsed.success) return { review: parsed.data, body: content.trim() };
  throw new InputError(
    `${path} is not a valid review: ${issuesOf(parsed.error)}.`,
    'CONTRIBUTING.md shows a review under "Correct a verdict".',
  );
}

/** The entry with its corrections applied; a correction of another definition is only told. */
export function withReview(entry: Entry, review: Review | undefined): Entry {
  if (review === undefined) return entry;
  const { reviewer, date } = review;
  const tools = entry.tools.map((tool) => {
    const correction = Object.hasOwn(review.tools, tool.name) ? review.tools[tool.name] : undefined;
    const { verdict } = tool;
    if (correction === undefined || verdict === undefined) return tool;
    if (correction.definitionHash !== tool.definitionHash) {
      const { reason } = correction;
      return { ...tool, verdict: { ...verdict, expiredCorrection: { reviewer, date, reason } } };
    }
    const { disagreement: _settled, ...judged } = verdict;
    const { category, level, decidedBy } = judged;
    const reason = `Corrected by ${reviewer} on ${date}: ${correction.reason}`;
    return {
      ...tool,
      verdict: {
        ...judged,
        category: correction.category ?? category,
        level: correction.level ?? level,
        ...(correction.category === undefined ? {} : { categoryReason: reason }),
        ...(correction.level === undefined ? {} : { levelReason: reason }),
        rationale: reason,
        confidence: 1,
        decidedBy: { kind: 'review' as const, reviewer, date, reason: correction.reason },
        correctedFrom: { category, level, decidedBy },
      },
    };
  });
  return { ...entry, tools };
}

/** YAML reads a bare date as a Date; reviews are written with bare dates. */
function dated(data: Record<string, unknown>): unknown {
  const { date } = data;
  return date instanceof Date ? { ...data, date: date.toISOString().slice(0, 10) } : data;
}
