// The part of Python's syntax that definitions are made of, as plain data without a parser behind it.

/** An expression; `line` counts from 1. `other` stands for everything that is never followed. */
export type Expr =
  | { readonly kind: 'string'; readonly value: string; readonly line: number }
  | { readonly kind: 'template'; readonly parts: readonly Expr[]; readonly line: number }
  | { readonly kind: 'number'; readonly value: number; readonly line: number }
  | { readonly kind: 'constant'; readonly value: boolean | null; readonly line: number }
  | { readonly kind: 'name'; readonly id: string; readonly line: number }
  | { readonly kind: 'attribute'; readonly object: Expr; readonly name: string; readonly line: number }
  | {
      readonly kind: 'call';
      readonly callee: Expr;
      readonly args: readonly Argument[];
      readonly line: number;
    }
  | {
      readonly kind: 'subscript';
      readonly object: Expr;
      readonly indices: readonly Expr[];
      readonly line: number;
    }
  | {
      readonly kind: 'slice';
      readonly from: Expr | undefined;
      readonly to: Expr | undefined;
      readonly stepped: boolean;
      readonly line: number;
    }
  | {
      readonly kind: 'list';
      readonly shape: 'list' | 'tuple' | 'set';
      readonly items: readonly Expr[];
      readonly line: number;
    }
  | { readonly kind: 'dict'; readonly entries: readonly DictEntry[]; readonly line: number }
  | { readonly kind: 'splat'; readonly value: Expr; readonly line: number }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expr;
      readonly right: Expr;
      readonly line: number;
    }
  | { readonly kind: 'not'; readonly value: Expr; readonly line: number }
  | { readonly kind: 'negative'; readonly value: Expr; readonly line: number }
  | {
      readonly kind: 'conditional';
      readonly test: Expr;
      readonly yes: Expr;
      readonly no: Expr;
      readonly line: number;
    }
  | { readonly kind: 'lambda'; readonly params: readonly Param[]; readonly body: Expr; readonly line: number }
  /** A function written where it is used. */
  | { readonly kind: 'function'; readonly def: FunctionDef; readonly line: number }
  | {
      readonly kind: 'comprehension';
      readonly shape: 'list' | 'set' | 'dict';
      readonly key: Expr | undefined;
      readonly element: Expr;
      readonly clauses: readonly Clause[];
      readonly line: number;
    }
  | { readonly kind: 'named'; readonly name: string; readonly value: Expr; readonly line: number }
  | { readonly kind: 'yield'; readonly value: Expr; readonly from: boolean; readonly line: number }
  | { readonly kind: 'other'; readonly line: number };

/** An argument of a call: positional, `name=`, `*` or `**`. */
export interface Argument {
  readonly form: 'positional' | 'named' | 'list' | 'dict';
  readonly name: string;
  readonly value: Expr;
}

/** `key: value`, or `**value` when there is no key. */
export interface DictEntry {
  readonly key: Expr | undefined;
  readonly value: Expr;
}

export type Clause =
  | { readonly kind: 'for'; readonly target: Expr; readonly iterable: Expr }
  | { readonly kind: 'if'; readonly test: Expr };

/** A parameter of a function. `form` tells what may fill it. */
export interface Param {
  readonly name: string;
  readonly form: 'plain' | 'positional-only' | 'keyword-only' | 'list' | 'dict';
  readonly annotation: Expr | undefined;
  readonly fallback: Expr | undefined;
}

export interface FunctionDef {
  readonly kind: 'function';
  readonly name: string;
  readonly params: readonly Param[];
  readonly returns: Expr | undefined;
  readonly decorators: readonly Expr[];
  /** The raw text of the docstring, before it is cleaned. */
  readonly docstring: string | undefined;
  /** Undefined when the body cannot matter for definitions and was not read. */
  readonly body: readonly Stmt[] | undefined;
  /** Names that the body calls or reads; tells whether it may register tools, directly or through others. */
  readonly mentions: ReadonlySet<string>;
  readonly line: number;
}

export interface ClassDef {
  readonly kind: 'class';
  readonly name: string;
  readonly bases: readonly Argument[];
  readonly decorators: readonly Expr[];
  readonly docstring: string | undefined;
  readonly body: readonly Stmt[];
  readonly line: number;
}

export type Stmt =
  | FunctionDef
  | ClassDef
  | { readonly kind: 'expression'; readonly value: Expr; readonly line: number }
  | {
      readonly kind: 'assign';
      readonly target: Expr;
      readonly value: Expr | undefined;
      readonly annotation: Expr | undefined;
      readonly line: number;
    }
  | {
      readonly kind: 'augmented';
      readonly target: Expr;
      readonly operator: string;
      readonly value: Expr;
      readonly line: number;
    }
  | {
      readonly kind: 'import';
      readonly module: string;
      /** Number of leading dots. */
      readonly level: number;
      /** `from module import name as alias`; `*` takes all; undefined for `import module as alias`. */
      readonly name: string | undefined;
      readonly alias: string;
      readonly line: number;
    }
  | {
      readonly kind: 'if';
      readonly test: Expr;
      /** The condition as written, cut to a readable length; empty when nothing hangs on it. */
      readonly text: string;
      readonly body: readonly Stmt[];
      readonly orElse: readonly Stmt[];
      readonly line: number;
    }
  | {
      readonly kind: 'for';
      readonly target: Expr;
      readonly iterable: Expr;
      readonly body: readonly Stmt[];
      readonly line: number;
    }
  | { readonly kind: 'while'; readonly body: readonly Stmt[]; readonly line: number }
  | {
      readonly kind: 'with';
      readonly items: readonly { readonly value: Expr; readonly target: Expr | undefined }[];
      readonly body: readonly Stmt[];
      readonly line: number;
    }
  | {
      readonly kind: 'try';
      readonly body: readonly Stmt[];
      readonly handlers: readonly (readonly Stmt[])[];
      readonly after: readonly Stmt[];
      readonly line: number;
    }
  | {
      readonly kind: 'match';
      readonly cases: readonly { readonly text: string; readonly body: readonly Stmt[] }[];
      readonly line: number;
    }
  | { readonly kind: 'return'; readonly value: Expr | undefined; readonly line: number }
  | { readonly kind: 'leave'; readonly how: 'raise' | 'break' | 'continue'; readonly line: number }
  | { readonly kind: 'outer'; readonly names: readonly string[]; readonly line: number };

/** A parsed module. */
export interface ModuleSyntax {
  readonly body: readonly Stmt[];
  /** Lines at which the text could not be parsed. */
  readonly damaged: readonly number[];
}
