// A flaw: something about a policy document that its author should know.

export interface Flaw {
  readonly kind:
    | 'unknown-tool'
    | 'changed-tool'
    | 'to-fill'
    | 'unknown-argument'
    | 'fails-open'
    | 'never-passes'
    | 'lets-critical-through'
    | 'hidden-and-listed'
    | 'denies-everything'
    | 'open-by-default'
    | 'shared-counter';
  /** The tool it is about; absent when it is about the document. */
  readonly tool?: string;
  /** One sentence; code in backticks. */
  readonly text: string;
  /** A wrong or dangerous rule; others are worth knowing and may be meant. */
  readonly serious: boolean;
}
