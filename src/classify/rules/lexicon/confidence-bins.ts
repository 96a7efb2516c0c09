// Made by scripts/fit-confidence.ts from 377 labelled tools; do not edit by hand.

/** For a verdict that falls into no bin. */
export const overall = 0.91;

/** Share of right categories, by category, rule and agreement of views; the finest bin that exists counts. */
export const bins: Readonly<Record<string, number>> = {
  Destructive: 0.91,
  'Destructive, name-and-text': 0.92,
  'Destructive, name-and-text, described, plain': 0.92,
  Execute: 0.9,
  'Execute, name': 0.96,
  'Execute, name, hollow, plain': 0.96,
  'Execute, name-and-text': 0.94,
  'Execute, name-and-text, described, plain': 0.94,
  Financial: 0.92,
  'Financial, name-and-text': 0.95,
  'Financial, name-and-text, described, plain': 0.95,
  Read: 0.94,
  'Read, name': 0.89,
  'Read, name, described, plain': 0.81,
  'Read, name, hollow, plain': 0.94,
  'Read, name-and-text': 0.95,
  'Read, name-and-text, described, plain': 0.95,
  'Read, text': 0.96,
  'Read, text, described, plain': 0.96,
  Write: 0.89,
  'Write, name': 0.89,
  'Write, name, hollow, plain': 0.94,
  'Write, name-and-text': 0.95,
  'Write, name-and-text, described, plain': 0.95,
  'name, described, plain': 0.78,
  'name, hollow, plain': 0.95,
  'name-and-text, described, plain': 0.95,
  'text, described, plain': 0.89,
};
