// Which of several forms of one thing counts, when an unknown condition chooses between them.

/** The form whose keys all others have as well: the others only add to it. Else the first; undefined of none. */
export function leastOf<Form>(
  forms: readonly Form[],
  keysOf: (form: Form) => Iterable<string>,
): Form | undefined {
  const keys = forms.map((form) => new Set(keysOf(form)));
  const at = keys.findIndex((own) => keys.every((other) => own.isSubsetOf(other)));
  return forms[Math.max(at, 0)];
}
