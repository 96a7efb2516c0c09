// The proof of all policies: what a worker thread runs while the pages are rendered.
import { openDatabase } from '../catalog/database.ts';
import type { ServerId } from '../model/server.ts';
import { useOperatorTable } from './operator-table.ts';
import { type Proof, provePolicies } from './prove-policies.ts';

export interface ProveTask {
  /** Folder that holds the catalog. */
  readonly root: string;
  /** Path of the SQLite index. */
  readonly index: string;
  /** Proves the documents of this server alone. */
  readonly only: ServerId | undefined;
}

/** Proves the documents of the catalog. */
export default async function prove({ root, index, only }: ProveTask): Promise<Proof> {
  await useOperatorTable(root);
  const db = openDatabase(index);
  try {
    return provePolicies(db, only);
  } finally {
    db.close();
  }
}
