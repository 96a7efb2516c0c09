// One tool on its way from its definition to its verdict.
import type { DecidedBy, Factors, Finding, Subject } from '../../model/verdict.ts';
import type { Category, Effect } from '../../model/vocabulary.ts';
import type { JudgedAction } from '../rules/actions.ts';
import type { Clause } from '../rules/clause.ts';
import type { CleanText } from '../rules/clean-text.ts';
import type { Decision } from '../rules/decision.ts';
import type { EvidenceList } from '../rules/evidence.ts';
import type { LevelDecision } from '../rules/level.ts';
import type { Reading } from '../rules/reading.ts';
import type { NameView } from '../rules/views/name-view.ts';
import type { SchemaView } from '../rules/views/schema-view.ts';
import type { ServerView } from '../rules/views/server-view.ts';
import type { Mark } from '../rules/views/text/marks.ts';
import type { Word } from '../rules/words.ts';

/** What a step does: it fills in fields of a case from those that were filled in before. */
export type Step = (one: Case) => void;

/** What is known of a tool so far. The fields are filled in from top to bottom. */
export class Case {
  readonly subject: Subject;

  // Read.
  nameText!: CleanText;
  descriptionText!: CleanText;
  nameWords!: readonly Word[];
  textWords!: readonly Word[];
  /** How many of the description's words stand before the part about arguments and results. */
  body!: number;
  marks!: readonly Mark[];
  markBits!: number;
  clauses!: readonly Clause[];
  schema!: SchemaView;
  server!: ServerView;
  name!: NameView;
  reading!: Reading;

  // Decided.
  instructions!: readonly Finding[];
  /** The text tries to steer its reader: nothing in it lowers anything, and none of it is repeated. */
  steered!: boolean;
  /** Of the definition as a whole, until an action says more. */
  decision!: Decision;
  level!: LevelDecision;
  actions!: readonly JudgedAction[];
  /** The action that gave the verdict, when one did. */
  worstAction: JudgedAction | undefined = undefined;

  // Told.
  evidence!: EvidenceList;
  effects!: Effect[];
  factors!: Factors;
  findings!: Finding[];
  neighbor: Category | undefined = undefined;
  categoryReason!: string;
  levelReason!: string;
  decidedBy!: DecidedBy;
  confidence!: number;
  /** The sentences of the rationale on what a call does, and on what a wrong one could cause. */
  act!: string;
  harm!: string;
  rationale!: string;

  constructor(subject: Subject) {
    this.subject = subject;
  }
}
