// Reads tools out of Java sources: annotated methods of Quarkus and Spring, and the builders of the SDK.
import type { SourceFile } from '../../model/source.ts';
import type { Extraction, Skip, ToolDraft } from '../../model/tool.ts';
import { annotatedMethods, annotationsOf } from '../_declarations/annotated-methods.ts';
import { type Around, constantOf, textOfConstant } from '../_declarations/constants.ts';
import { type Classes, classesByName, classNamed } from '../_declarations/declarations.ts';
import { schemaOfClass } from '../_declarations/schema.ts';
import { shapedDraft } from '../_declarations/shaped-tools.ts';
import { writtenJson } from '../_declarations/written-json.ts';
import type { Expr } from '../_program/ast.ts';
import { type JsonObject, objectOf, parsedJson } from '../_program/to-json.ts';
import type { Extractor } from '../extractor.ts';
import { type BuiltTool, type JavaFile, readJava } from './syntax.ts';
import { javaRules } from './types.ts';

export const java: Extractor = {
  id: 'java',
  grammars: ['java'],
  reads: (path) => path.endsWith('.java') && !/(^|\/)src\/(test|it)\//.test(path),
  extract,
};

/** A file without these words is read only for the classes and constants that it declares. */
const telling = /\bTool\b|McpTool|FunctionToolCallback|"inputSchema"/;

function extract(files: readonly SourceFile[]): Extraction {
  if (!files.some((file) => /mcp/i.test(file.text))) return { tools: [], skips: [] };
  const read = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, text }) => readJava(path, text));
  const classes = classesByName(read.flatMap((file) => file.classes));
  const texts = new Map(files.map((file) => [file.path, file.text]));
  const tools: ToolDraft[] = [];
  const skips: Skip[] = [];
  for (const file of read) {
    if (file.damaged !== undefined) {
      const detail = 'Tools that are defined near this line may be missing.';
      skips.push({ reason: 'syntax-error', place: { path: file.path, line: file.damaged }, detail });
    }
    if (!telling.test(texts.get(file.path) ?? '')) continue;
    for (const cls of file.classes) {
      const found = annotatedMethods(cls, file.imports, classes, { id: 'java', rules: javaRules });
      tools.push(...found.tools);
      skips.push(...found.skips);
    }
    for (const { shaped, cls, locals, line } of file.shapes) {
      const around: Around = { classes, cls: classNamed(cls, file.path, classes), path: file.path, locals };
      const place = { path: file.path, line };
      const found = shapedDraft(shaped, around, { place, detector: 'java/map', confidence: 0.8 });
      tools.push(...found.tools);
      skips.push(...found.skips);
    }
    for (const built of usesSdk(file) ? file.built : []) fromBuilder(file, built, classes, tools, skips);
  }
  return { tools, skips };
}

function usesSdk(file: JavaFile): boolean {
  return file.imports.some((name) => /modelcontextprotocol|springframework\.ai\.tool/.test(name));
}

/** The schema of the class in a call that makes one of it: `schemaOf(Args.class)`. */
function classIn(
  expr: Expr | undefined,
  around: Around,
  depth = 0,
): { readonly json: JsonObject; readonly partial: boolean } | undefined {
  if (expr === undefined || depth > 4) return undefined;
  if (expr.kind === 'call')
    return expr.args.map((arg) => classIn(arg.value, around, depth + 1)).find((found) => found !== undefined);
  if (expr.kind === 'name') {
    const local = around.locals.get(expr.id);
    return local === undefined || local === expr ? undefined : classIn(local, around, depth + 1);
  }
  if (expr.kind !== 'attribute' || expr.name !== 'class' || expr.object.kind !== 'name') return undefined;
  const cls = classNamed(expr.object.id, around.path, around.classes);
  if (cls === undefined) return undefined;
  const { schema, partial } = schemaOfClass(cls, around.classes, javaRules);
  return { json: schema, partial };
}

function fromBuilder(
  file: JavaFile,
  built: BuiltTool,
  classes: Classes,
  tools: ToolDraft[],
  skips: Skip[],
): void {
  const place = { path: file.path, line: built.line };
  const around: Around = {
    classes,
    cls: classNamed(built.cls, file.path, classes),
    path: file.path,
    locals: built.locals,
  };
  const last = built.positional.length - 1;
  // The constructors take (name, description, schema, …) or (name, title, description, schema, …).
  const titled = built.positional.length >= 5;
  const part = (name: string, index: number): Expr | undefined =>
    built.fields.get(name) ?? (last >= index ? built.positional[index] : undefined);
  const name = textOfConstant(constantOf(part('name', 0), around));
  if (name === undefined) {
    skips.push({
      reason: 'name-not-constant',
      place,
      detail: 'The name of a tool that is built here is not constant.',
    });
    return;
  }
  const described = part('description', titled ? 2 : 1);
  const description = textOfConstant(constantOf(described, around));
  const title = textOfConstant(
    constantOf(built.fields.get('title') ?? (titled ? built.positional[1] : undefined), around),
  );
  const given = part('inputSchema', titled ? 3 : 2);
  const text = textOfConstant(constantOf(given, around));
  const made = classIn(given ?? built.fields.get('inputType'), around);
  const written =
    made ?? (text === undefined ? writtenJson(given, around) : { json: parsedJson(text), partial: false });
  const parsed = objectOf(written.json);
  const annotations = annotationsOf(built.fields.get('annotations'), around);
  const partial =
    parsed === undefined || written.partial || (described !== undefined && description === undefined);
  tools.push({
    name,
    ...(title === undefined || title === '' ? {} : { title }),
    description: description ?? '',
    inputSchema: (parsed ?? { type: 'object', properties: {}, required: [] }) as ToolDraft['inputSchema'],
    ...(annotations === undefined ? {} : { annotations }),
    place,
    detector: 'java/builder',
    confidence: 0.85,
    ...(partial ? { partial } : {}),
  });
}
