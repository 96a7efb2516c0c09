// The list of detectors: adding an idiom is one file and one line here.

import { addTool } from './add-tool.ts';
import type { Detector } from './detector.ts';
import { jsonRpc } from './json-rpc.ts';
import { listHandler } from './list-handler.ts';
import { registerTool } from './register-tool.ts';
import { toolCall } from './tool-call.ts';
import { toolClass } from './tool-class.ts';
import { toolFile } from './tool-file.ts';
import { toolsOption } from './tools-option.ts';

/** Sorted by id. */
export const detectors: readonly Detector[] = [
  addTool,
  jsonRpc,
  listHandler,
  registerTool,
  toolCall,
  toolClass,
  toolFile,
  toolsOption,
];
