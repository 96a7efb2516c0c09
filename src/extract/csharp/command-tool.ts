// The tool that a class of a command makes: its attribute or properties, and its class of options.
import type { ToolDraft } from '../../model/tool.ts';
import { type Around, constantOf, textOfConstant } from '../_declarations/constants.ts';
import {
  argumentOf,
  type ClassDecl,
  type Classes,
  classNamed,
  type FieldDecl,
  markerNamed,
} from '../_declarations/declarations.ts';
import { schemaOfType } from '../_declarations/schema.ts';
import type { Expr } from '../_program/ast.ts';
import type { Json, JsonObject } from '../_program/to-json.ts';
import { annotationsOf } from './annotations.ts';
import { csharpRules } from './types.ts';

export interface CommandTool {
  /** The command's own name, without the groups around it. */
  readonly name: string | undefined;
  readonly draft: Omit<ToolDraft, 'name'>;
}

/** Undefined for a class that says nothing about itself. */
export function commandTool(cls: ClassDecl, classes: Classes): CommandTool | undefined {
  const around: Around = { classes, cls, path: cls.path, locals: new Map() };
  // An attribute that gives both is the one that describes the command, whatever it is called.
  const marker = cls.markers.find((each) =>
    ['Name', 'Description'].every((name) => argumentOf(each, name) !== undefined),
  );
  const part = (name: string): Expr | undefined =>
    argumentOf(marker, name) ?? propertyOf(cls, name, around, 0);
  const text = (name: string): string | undefined => textOfConstant(constantOf(part(name), around));
  const name = text('Name');
  if (name === undefined && part('Description') === undefined) return undefined;
  const metadata = propertyOf(cls, 'Metadata', around, 0);
  const set = metadata?.kind === 'call' ? metadata.args : (marker?.args ?? []);
  const annotations = annotationsOf(
    (key) => set.find((arg) => arg.name === key)?.value,
    text('Title'),
    around,
  );
  const description = text('Description');
  return {
    name,
    draft: {
      description: description ?? '',
      inputSchema: optionsOf(cls, around) as ToolDraft['inputSchema'],
      ...(annotations === undefined ? {} : { annotations }),
      place: { path: cls.path, line: cls.line },
      detector: 'csharp/command-tree',
      confidence: 0.8,
      // The classes above a command may add options of their own.
      partial: true,
    },
  };
}

function propertyOf(cls: ClassDecl, name: string, around: Around, depth: number): Expr | undefined {
  const own = cls.fields.find((field) => field.name === name)?.value;
  if (own !== undefined || depth > 6) return own;
  for (const base of cls.bases) {
    const parent = classNamed(base, cls.path, around.classes);
    const inherited =
      parent === undefined || parent === cls ? undefined : propertyOf(parent, name, around, depth + 1);
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}

/** The options of the class that a command's base is given, as far as they are marked as such. */
function optionsOf(cls: ClassDecl, around: Around): JsonObject {
  const holder = cls.given
    .map((type) => classNamed(type.name, cls.path, around.classes))
    .find(
      (each) => each?.fields.some((field) => markerNamed(field.markers, 'Option') !== undefined) === true,
    );
  const properties: [string, Json][] = [];
  const required: string[] = [];
  if (holder !== undefined) collect(holder, '', around, properties, required, 0);
  return { type: 'object', properties: Object.fromEntries(properties), required };
}

function collect(
  holder: ClassDecl,
  prefix: string,
  around: Around,
  properties: [string, Json][],
  required: string[],
  depth: number,
): void {
  for (const field of holder.fields) {
    const container = markerNamed(field.markers, 'OptionContainer');
    const marker = markerNamed(field.markers, 'Option');
    const text = (name: string): string | undefined =>
      textOfConstant(
        constantOf(argumentOf(marker ?? container, name), { ...around, cls: holder, path: holder.path }),
      );
    if (container !== undefined && depth < 3) {
      const inner = classNamed(field.type.name, holder.path, around.classes);
      const outer = text('Prefix');
      if (inner !== undefined)
        collect(
          inner,
          outer === undefined ? prefix : `${prefix}${outer}-`,
          around,
          properties,
          required,
          depth + 1,
        );
    } else if (marker !== undefined) {
      const name = `${prefix}${(text('Name') ?? kebab(field)).replace(/^--/, '')}`;
      const description = text('Description');
      const { schema } = schemaOfType(field.type, holder.path, around.classes, csharpRules);
      properties.push([name, { ...schema, ...(description === undefined ? {} : { description }) }]);
      if (markerNamed(field.markers, '$required') !== undefined) required.push(name);
    }
  }
}

function kebab(field: FieldDecl): string {
  return field.name.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();
}
