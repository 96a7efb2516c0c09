// Made by scripts/fit-confidence.ts from labelled tools; do not edit by hand.

export const overall = 0.85;

export const bins: Readonly<Record<string, number>> = {};
