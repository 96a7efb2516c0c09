// What is known of a program's servers once it was followed: registrations, list handlers, mounts.
import type { Place, Skip } from '../../model/tool.ts';
import type { Library } from '../_program/run.ts';
import type { Module, Native, Value } from '../_program/values.ts';

/** One tool that is registered. */
export interface Registration {
  readonly server: Value;
  /** The function, or the object that describes the tool. */
  readonly what: Value;
  /** What is said besides: name, description, title, annotations. */
  readonly config: ReadonlyMap<string, Value>;
  readonly detector: string;
  readonly confidence: number;
  readonly gate: string | undefined;
  readonly line: number;
  readonly module: Module;
}

/** A function that answers with the list of tools. */
export interface ListHandler {
  readonly server: Value;
  readonly handler: Value;
  readonly line: number;
  readonly module: Module;
  readonly gate: string | undefined;
}

export interface Mount {
  readonly parent: Value;
  readonly child: Value;
  /** Undefined when it is not known. */
  readonly prefix: string | undefined;
}

export interface Registry extends Library {
  readonly registrations: Registration[];
  readonly handlers: ListHandler[];
  readonly mounts: Mount[];
  readonly skips: Skip[];
  /** Where servers are made. */
  readonly servers: Place[];
  /** Decorators that were made and never put on anything. */
  readonly pending: Map<Native, { readonly line: number; readonly module: Module }>;
}
