// What the model engine asks and costs: size of the prompt, dollars for 600,000 tools by model and mode, and how fast it thinks.
import { countTokens } from 'gpt-tokenizer';
import { answerSchema } from '../../src/classify/anthropic/answer.ts';
import { caseOf, progress, type Transcripts } from '../../src/classify/anthropic/case.ts';
import { estimate } from '../../src/classify/anthropic/estimate.ts';
import { models } from '../../src/classify/anthropic/prices.ts';
import { systemPrompt } from '../../src/classify/anthropic/prompt.ts';
import { requestOf } from '../../src/classify/anthropic/request.ts';
import { classify } from '../../src/classify/classify.ts';
import type { Subject } from '../../src/model/verdict.ts';

const catalogSize = 600_000;
const sample: readonly Subject[] = Array.from({ length: 1_000 }, (_, index) => ({
  definition: {
    name: `${['list', 'create', 'delete', 'run', 'update'][index % 5]}_invoice_item_${index}`,
    description:
      'Works on one item of an invoice. The item is found by its number; amounts are in cents of the currency of the invoice. Returns the item as it is after the call, with the totals of the invoice.',
    inputSchema: {
      type: 'object',
      properties: {
        invoiceId: { type: 'string', description: 'Number of the invoice.' },
        itemId: { type: 'string', description: 'Number of the item within the invoice.' },
        amount: { type: 'integer', description: 'Amount in cents.' },
        currency: { type: 'string', enum: ['EUR', 'USD', 'GBP'] },
      },
      required: ['invoiceId', 'itemId'],
    },
  },
  server: { id: 'npm/bench', title: 'Invoices', description: 'Invoices and their items.' },
  siblings: ['list_invoices'],
}));

const say = (line: string) => process.stdout.write(`${line}\n`);
const schema = JSON.stringify(answerSchema);
say(
  `prefix: ${systemPrompt.length} characters, ${countTokens(systemPrompt)} tokens of another vendor's tokenizer`,
);
say(`schema: ${schema.length} characters, ${countTokens(schema)} tokens`);

const cases = sample.map((subject) => caseOf(subject, classify(subject), 'bench'));
const answered: Transcripts = new Map();
const begun = performance.now();
const asks = cases.flatMap((one) => {
  const step = progress(one, answered, 'bench');
  return step.kind === 'ask' ? [step.ask] : [];
});
say(`questions: ${Math.round(asks.length / ((performance.now() - begun) / 1000))} a second`);

const bytes = asks.map((ask) => {
  const request = requestOf(ask, { model: 'm', row: models[0], batch: true }, 'schema', '0'.repeat(16));
  return Buffer.byteLength(JSON.stringify(request));
});
const mean = bytes.reduce((sum, size) => sum + size, 0) / bytes.length;
say(`request: ${Math.round(mean)} bytes, ${Math.floor(256_000_000 / mean)} in 256 MB`);

for (const row of models) {
  for (const batch of [true, false]) {
    const { dollars = 0 } = estimate(asks, { model: row.id, row, batch });
    const all = (dollars / asks.length) * catalogSize;
    say(
      `${row.id.padEnd(18)} ${batch ? 'batch ' : 'direct'} $${all.toFixed(0).padStart(6)} for ${catalogSize} tools`,
    );
  }
}
