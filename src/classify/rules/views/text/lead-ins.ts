// Words that introduce what a tool does, and words that stand before a noun.

export const leadIns = new Set(
  'this tool use used using useful allows allow lets let enables enable helps help you to can be the a an and user users will please it is for provides provide ability utility function method api endpoint command agent agents llm ai model when need needs want wants if your our mcp action operation performs by that which also quickly easily just simple advanced comprehensive powerful responsible designed intended capability able server support supports supporting interface way ways one single then call call_this in order purpose description summary client assistant has have rpc through'.split(
    ' ',
  ),
);

export const determiners = new Set(
  'a an the this that these your all any one multiple some each every new specific existing'.split(' '),
);
