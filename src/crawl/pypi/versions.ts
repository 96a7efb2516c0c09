// Python's version numbers: which is newer (https://packaging.python.org/en/latest/specifications/version-specifiers/).

const form =
  /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?(\d*))?(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d*))?(?:[-_.]?(dev)[-_.]?(\d*))?(?:\+[a-z0-9.]+)?$/i;

/** Numbers to compare one by one; undefined for text that is no version. */
function keyOf(version: string): readonly number[] | undefined {
  const match = version.length > 100 ? null : form.exec(version.trim());
  if (match === null) return undefined;
  const [, epoch = '0', release = '', pre, preNumber, dash, post, postNumber, dev, devNumber] = match;
  const parts = release.split('.').map(Number);
  const stage =
    pre === undefined
      ? dev !== undefined && post === undefined && dash === undefined
        ? -1
        : 4
      : stageOf(pre);
  return [
    Number(epoch),
    ...Array.from({ length: 8 }, (_, at) => parts[at] ?? 0),
    stage,
    Number(preNumber || 0),
    dash !== undefined || post !== undefined ? 1 + Number(dash ?? (postNumber || 0)) : 0,
    dev === undefined ? Number.POSITIVE_INFINITY : Number(devNumber || 0),
  ];
}

function stageOf(word: string): number {
  const first = word.toLowerCase();
  return first.startsWith('a') ? 1 : first.startsWith('b') ? 2 : 3;
}

/** Negative when `a` is older. Text that is no version is older than any. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [keyOf(a), keyOf(b)];
  if (left === undefined || right === undefined)
    return Number(left !== undefined) - Number(right !== undefined);
  for (const [at, number] of left.entries()) {
    const other = right[at] ?? 0;
    if (number !== other) return number < other ? -1 : 1;
  }
  return 0;
}

/** True for versions that nobody gets without asking for them. */
export function isPrerelease(version: string): boolean {
  const match = form.exec(version.trim());
  return match === null || match[3] !== undefined || match[8] !== undefined;
}
