// The part of @npmcli/config that we use; the package has no types of its own.
declare module '@npmcli/config' {
  export interface ConfigOptions {
    readonly definitions: unknown;
    readonly shorthands: unknown;
    readonly flatten: unknown;
    readonly npmPath: string;
    readonly env?: Readonly<Record<string, string | undefined>>;
    readonly argv?: readonly string[];
    readonly execPath?: string;
    readonly cwd?: string;
    readonly warn?: boolean;
  }
  export default class Config {
    constructor(options: ConfigOptions);
    load(): Promise<void>;
    /** Where a key is set: `default`, `builtin`, `global`, `user`, `project`, `env`, `cli`; null when nowhere. */
    find(key: string): string | null;
    /** The options as the libraries of npm take them. */
    readonly flat: Readonly<Record<string, unknown>>;
  }
}

declare module '@npmcli/config/lib/definitions/index.js' {
  const all: { readonly definitions: unknown; readonly shorthands: unknown; readonly flatten: unknown };
  export default all;
}
