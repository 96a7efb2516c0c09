// Verbs after which the caller has the thing itself.
import { wordSet } from '../../lexicon/word-set.ts';

export const handsOut = wordSet(
  'get read show retrieve fetch reveal export view list describe decrypt dump download find print search return load collect gather obtain browse recall look lookup track open pull tail sync'.split(
    ' ',
  ),
);
