// Made by scripts/fit-confidence.ts from 377 labelled tools; do not edit by hand.

/** For a verdict that falls into no bin. */
export const overall = 0.95;

/** Share of right categories, by category, rule and agreement of views; the finest bin that exists counts. */
export const bins: Readonly<Record<string, number>> = {
  Destructive: 0.94,
  'Destructive, name-and-text': 0.96,
  'Destructive, name-and-text, described, plain': 0.96,
  Execute: 0.93,
  'Execute, name': 0.98,
  'Execute, name, hollow, plain': 0.98,
  'Execute, name-and-text': 0.96,
  'Execute, name-and-text, described, plain': 0.96,
  Financial: 0.98,
  'Financial, name-and-text': 0.97,
  'Financial, name-and-text, described, plain': 0.97,
  Read: 0.98,
  'Read, name': 0.94,
  'Read, name, hollow, plain': 0.96,
  'Read, name-and-text': 0.98,
  'Read, name-and-text, described, plain': 0.98,
  'Read, text': 0.98,
  'Read, text, described, plain': 0.98,
  Write: 0.93,
  'Write, name': 0.95,
  'Write, name, hollow, plain': 0.95,
  'Write, name-and-text': 0.95,
  'Write, name-and-text, described, plain': 0.95,
  'name, hollow, plain': 0.97,
  'name-and-text, described, plain': 0.97,
  'text, described, plain': 0.92,
};
