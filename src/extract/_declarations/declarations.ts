// Classes, methods and their markers: what languages declare tools with when they use annotations, attributes or macros.
import type { Argument, Expr } from '../_program/ast.ts';

/** `@Tool(name = "x")`, `[McpServerTool(Name = "x")]`, `#[tool(name = "x")]`. */
export interface Marker {
  /** Last part of its name. */
  readonly name: string;
  readonly args: readonly Argument[];
}

/** A type as written: `Map<String, List<Boat>>`. */
export interface TypeRef {
  /** Last part of its name. */
  readonly name: string;
  readonly args: readonly TypeRef[];
  /** None or null is allowed besides. */
  readonly nullable: boolean;
}

export interface FieldDecl {
  readonly name: string;
  readonly type: TypeRef;
  readonly markers: readonly Marker[];
  readonly doc: string;
  readonly value: Expr | undefined;
  readonly isStatic: boolean;
}

export interface ParamDecl {
  readonly name: string;
  readonly type: TypeRef;
  readonly markers: readonly Marker[];
  readonly fallback: Expr | undefined;
}

export interface MethodDecl {
  readonly name: string;
  readonly params: readonly ParamDecl[];
  readonly markers: readonly Marker[];
  /** The documentation comment without its decoration. */
  readonly doc: string;
  readonly line: number;
  /** What it returns, when it does nothing else; with `locals`, what it returns at its end. */
  readonly returns: Expr | undefined;
  /** First values of its variables, where a language needs them to tell what is returned. */
  readonly locals?: ReadonlyMap<string, Expr>;
}

export interface ClassDecl {
  readonly name: string;
  readonly kind: 'class' | 'enum';
  readonly path: string;
  readonly line: number;
  readonly markers: readonly Marker[];
  readonly doc: string;
  readonly bases: readonly string[];
  /** Type arguments of all bases, in order. */
  readonly given: readonly TypeRef[];
  /** Data fields: of an object, a record, a struct. */
  readonly fields: readonly FieldDecl[];
  readonly methods: readonly MethodDecl[];
  /** Values of an enumeration, under the names that clients see. */
  readonly values: readonly string[];
}

/** The classes of a project by their plain name. */
export type Classes = ReadonlyMap<string, readonly ClassDecl[]>;

export function classesByName(all: Iterable<ClassDecl>): Classes {
  const byName = new Map<string, ClassDecl[]>();
  for (const each of all) byName.set(each.name, [...(byName.get(each.name) ?? []), each]);
  return byName;
}

/** The class that a name means in a file: of the same file, then of the nearest folder. */
export function classNamed(name: string, path: string, classes: Classes): ClassDecl | undefined {
  const candidates = classes.get(name) ?? [];
  const nearness = (each: ClassDecl): number => {
    if (each.path === path) return Number.MAX_SAFE_INTEGER;
    let shared = 0;
    while (shared < path.length && each.path[shared] === path[shared]) shared += 1;
    return shared;
  };
  return [...candidates].sort((a, b) => nearness(b) - nearness(a))[0];
}

export function typeRef(name: string, args: readonly TypeRef[] = [], nullable = false): TypeRef {
  return { name, args, nullable };
}

export function markerNamed(markers: readonly Marker[], ...names: readonly string[]): Marker | undefined {
  return markers.find((marker) => names.includes(marker.name));
}

/** The value of a named argument of a marker, or of its only positional one for the name `value`. */
export function argumentOf(marker: Marker | undefined, name: string): Expr | undefined {
  const found = marker?.args.find((arg) => arg.form === 'named' && arg.name === name);
  if (found !== undefined) return found.value;
  return name === 'value' ? marker?.args.find((arg) => arg.form === 'positional')?.value : undefined;
}
