// The policy formats, the primary one first. A new one is a file in formats/, a line here, and a fixture folder.
import type { Format } from './format.ts';
import { agentcore } from './formats/agentcore.ts';
import { agentgateway } from './formats/agentgateway.ts';
import { claudeCode } from './formats/claude-code.ts';
import { codex } from './formats/codex.ts';
import { copilotCli } from './formats/copilot-cli.ts';
import { cursorCli } from './formats/cursor-cli.ts';
import { docker } from './formats/docker.ts';
import { envoyAiGateway } from './formats/envoy-ai-gateway.ts';
import { geminiCli } from './formats/gemini-cli.ts';
import { intercept } from './formats/intercept.ts';
import { litellm } from './formats/litellm.ts';
import { openai } from './formats/openai.ts';
import { policyJson } from './formats/policy-json.ts';
import { toolhive } from './formats/toolhive.ts';
import { toolhiveKubernetes } from './formats/toolhive-kubernetes.ts';
import { vsCode } from './formats/vs-code.ts';

export const formats: readonly Format[] = [
  policyJson,
  claudeCode,
  geminiCli,
  codex,
  cursorCli,
  copilotCli,
  vsCode,
  openai,
  intercept,
  toolhive,
  toolhiveKubernetes,
  docker,
  agentcore,
  agentgateway,
  envoyAiGateway,
  litellm,
];

/** The format of an id. */
export function formatOf(id: string): Format | undefined {
  return formats.find((format) => format.id === id);
}

/** Name of a server's policy file in its folder: formats that share a file name get their id in front. */
export function fileNameOf(format: Format): string {
  const first = formats.find(({ file }) => file === format.file);
  return first === format ? format.file : `${format.id}-${format.file}`;
}
