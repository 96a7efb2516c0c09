// The proof of a build: every policy file of the site, read back and evaluated, does what was decided for each tool.
import { hash } from 'node:crypto';
import { join } from 'node:path';
import type { Database } from '../catalog/database.ts';
import { messageOf } from '../kit/errors.ts';
import { readIfThere } from '../kit/files.ts';
import type { Entry } from '../model/entry.ts';
import type { ServerId } from '../model/server.ts';
import { count } from '../model/wording.ts';
import { flawsOf } from '../policy/check.ts';
import { type ToolFile, toolFiles, toolPolicy } from '../policy/documents.ts';
import type { Format } from '../policy/format.ts';
import { policyJson } from '../policy/formats/policy-json.ts';
import { fileNameOf, formats } from '../policy/formats.ts';
import type { Gap } from '../policy/gaps.ts';
import { type Intent, intentOf } from '../policy/intent.ts';
import { mismatchesOf, mismatchText } from '../policy/prove.ts';

/** What was proven, and where a document is wrong. */
export interface Proof {
  /** Lines such as "npm/tower, `ring`, in Codex: expected ask, got allow"; none when all is as decided. */
  readonly mismatches: readonly string[];
  /** sha256 of the proven text of each file, by its path below `policies/`. */
  readonly files: ReadonlyMap<string, string>;
}

/** Evaluates the documents of every server, or of one: each format of the server, and the documents of single tools. */
export function provePolicies(db: Pick<Database, 'serverIds' | 'server' | 'slugs'>, only?: ServerId): Proof {
  const files = new Map<string, string>();
  const mismatches: string[] = [];
  for (const id of only === undefined ? db.serverIds() : [only]) {
    const entry = db.server(id);
    if (entry === undefined || entry.tools.length === 0) continue;
    for (const { file, format, emit } of documentsOf(entry, db.slugs(id))) {
      try {
        const { intent, gaps, text } = emit();
        files.set(file, sha256(text));
        mismatches.push(...mismatchesOf(format, intent, text, gaps).map(mismatchText));
        mismatches.push(...openings(entry, format, intent, text));
      } catch (thrown) {
        mismatches.push(`${file}, in ${format.label}: ${messageOf(thrown)}`);
      }
    }
  }
  return { mismatches, files };
}

/** Throws when a document is wrong, or when a file of the built pages is not what was proven. */
export async function assertProven({ mismatches, files }: Proof, folder: string): Promise<void> {
  const wrong = [...mismatches];
  for (const [file, hash] of files) {
    const written = await readIfThere(join(folder, 'policies', file));
    if (written === undefined) wrong.push(`${file}: the page was not written`);
    else if (sha256(written) !== hash) wrong.push(`${file}: the page is not the document that was proven`);
  }
  if (wrong.length === 0) return;
  const shown = wrong.slice(0, 20);
  const more = wrong.length - shown.length;
  const lines = [...shown, ...(more === 0 ? [] : [`and ${more} more`])];
  throw new Error(
    [`Of ${count(files.size, 'policy file')}, some do not do what was decided:`, ...lines].join('\n  '),
  );
}

/** Rules of a document that let a call through when an argument is left out; only some formats can say one. */
function openings(entry: Entry, format: Format, { servers }: Intent, text: string): readonly string[] {
  const { enforced } = format.closing === undefined ? {} : format.read(text);
  if (enforced === undefined) return [];
  return servers.flatMap(({ id, alias, tools: decided }) => {
    const names = new Set(decided.map(({ name }) => name));
    const tools = entry.tools.filter(({ name }) => names.has(name));
    return flawsOf({ format, enforced, alias, tools, unread: 0 })
      .filter(({ kind }) => kind === 'fails-open')
      .map((flaw) => `${id}, in ${format.label}: ${flaw.text}`);
  });
}

const sha256 = (content: string | Uint8Array): string => hash('sha256', content, 'hex');

interface Emission {
  readonly intent: Intent;
  readonly text: string;
  readonly gaps: readonly Gap[];
}

interface Document {
  readonly file: string;
  readonly format: Format;
  readonly emit: () => Emission;
}

function* documentsOf(entry: Entry, slugs: ReadonlyMap<string, string>): Generator<Document> {
  const { id, title } = entry.server;
  const intent = intentOf([{ id, title, tools: entry.tools, skips: entry.skips }]);
  for (const format of formats) {
    yield {
      file: `${id}/${fileNameOf(format)}`,
      format,
      emit: () => ({ intent, ...format.emit(intent) }),
    };
  }
  for (const tool of entry.tools) {
    for (const file of Object.keys(toolFiles) as ToolFile[]) {
      const made = toolPolicy(tool, file);
      if (made === undefined) continue;
      const whose = made.intent.servers.map((server) => ({ ...server, id }));
      yield {
        file: `${id}/${slugs.get(tool.name)}/${file}`,
        format: policyJson,
        emit: () => ({ ...made, intent: { servers: whose } }),
      };
    }
  }
}
