// What moves a level away from where its category starts: the reasons, in the words that a page prints.
import type { Category, Level } from '../../../model/vocabulary.ts';

export interface LevelReasonRow {
  readonly category: Category;
  readonly level: Level;
  /** Stands behind "because". */
  readonly says: string;
}

/** The reasons, by id. Their order is their strength within a category: the first that holds decides, raising before lowering. */
export const levelReasons = {
  secret: { category: 'Read', level: 'high', says: 'it returns a secret' },
  private: { category: 'Read', level: 'medium', says: 'it returns private information' },
  chosen: { category: 'Read', level: 'medium', says: 'the caller chooses the address, file or query' },
  access: { category: 'Write', level: 'high', says: 'it changes access or security settings' },
  audience: { category: 'Write', level: 'high', says: 'it reaches an outside audience' },
  overwrite: { category: 'Write', level: 'high', says: 'it overwrites or changes many things at once' },
  production: {
    category: 'Write',
    level: 'high',
    says: 'it acts on production or on something shared',
  },
  trivial: { category: 'Write', level: 'low', says: 'it only touches trivial personal or local state' },
  unrestricted: {
    category: 'Execute',
    level: 'critical',
    says: 'it gives unrestricted control of a shell, a command line or a control plane',
  },
  agent: { category: 'Execute', level: 'critical', says: 'it starts a coding agent' },
  bounded: {
    category: 'Execute',
    level: 'medium',
    says: 'what it does is bounded to a view, a test, a sandbox, or generated media',
  },
  credential: { category: 'Destructive', level: 'high', says: 'it revokes a credential' },
  ephemeral: { category: 'Destructive', level: 'medium', says: 'what it removes is short-lived' },
  small: { category: 'Destructive', level: 'high', says: 'what it removes is small or can be made again' },
  obligation: {
    category: 'Financial',
    level: 'high',
    says: 'it creates or cancels an obligation without moving money at once',
  },
  approval: { category: 'Financial', level: 'high', says: "its definition requires a person's approval" },
} as const satisfies Record<string, LevelReasonRow>;
export type LevelReason = keyof typeof levelReasons;
