// The operator's table of decisions, from its file to the program that decides.
import { join } from 'node:path';
import { InputError } from '../kit/errors.ts';
import { readIfThere } from '../kit/files.ts';
import { policyFile, readTable, type TableProblem } from '../policy/operator-table.ts';
import { ownTable, type Table, useTable } from '../policy/table.ts';

/** What is wrong in the catalog's table; undefined when there is none. */
export async function tableProblems(root: string): Promise<readonly TableProblem[] | undefined> {
  const text = await readIfThere(join(root, policyFile));
  return text === undefined ? undefined : readTable(text.toString()).problems;
}

/**
 * Puts the operator's table in force: that of `file`, or else of the catalog's `policy.json`, or else our own. Gives it.
 * Throws `InputError` for a file that is wrong, or that was named and is not there.
 */
export async function useOperatorTable(root: string, file?: string): Promise<Table> {
  const path = file ?? join(root, policyFile);
  const text = await readIfThere(path);
  if (text === undefined) {
    if (file !== undefined) throw new InputError(`There is no file ${file}.`, 'Give the path of a table.');
    useTable(ownTable);
    return ownTable;
  }
  const { table, problems } = readTable(text.toString());
  if (table === undefined) {
    const lines = problems.map(
      ({ field, message, remedy }) => `${field === '' ? '' : `${field}: `}${message} ${remedy}`,
    );
    throw new InputError(`${file ?? policyFile} is wrong: ${lines.join(' ')}`, 'Correct it, or delete it.');
  }
  useTable(table);
  return table;
}
