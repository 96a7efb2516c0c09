// The groups by which a list of servers is narrowed; browsers read them, too.
export const serverDimensions = ['level', 'category', 'effect', 'ecosystem', 'language', 'coverage'] as const;
export type ServerDimension = (typeof serverDimensions)[number];
