// JSON for files.

/** Two spaces, the writer's key order, one newline at the end. */
export function fileJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
